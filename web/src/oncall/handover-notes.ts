import { useState } from 'react';

/** Notes for one schedule, by one person, kept by the tab while they are written; forgotten when handed over. */
export function useHandoverNotes(me: string, schedule: string) {
  const key = `muster handover ${me} ${schedule}`;
  const [notes, setNotes] = useState(() => quietly(() => sessionStorage.getItem(key)) ?? '');
  const change = (text: string) => {
    setNotes(text);
    quietly(() => (text ? sessionStorage.setItem(key, text) : sessionStorage.removeItem(key)));
  };
  return [notes, change] as const;
}

/** A browser that keeps nothing throws; then the notes live as long as the panel. */
function quietly<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
