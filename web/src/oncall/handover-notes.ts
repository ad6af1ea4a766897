import { type draftHandover, saveHandoverDraft } from '@muster/contract/oncall/handover';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { call } from '../app/api.ts';
import { useSettled } from '../ui/settled.ts';

interface Written {
  notes: string;
  wantsReadBack: boolean;
}

const nothing: Written = { notes: '', wantsReadBack: false };
const idleMs = 2_000;

/**
 * Notes for one schedule, by one person: kept by the tab with every letter, and by the server when the writer pauses,
 * so that they are there in another browser, too. `write(nothing)`, as after handing over, forgets them.
 */
export function useHandoverNotes(
  me: string,
  schedule: string,
  saved: AnswerOf<typeof draftHandover>['draft'],
) {
  const key = `muster handover ${me} ${schedule}`;
  const [written, setWritten] = useState<Written>(() => {
    const { notes, wantsReadBack } = saved ?? nothing;
    return { notes: quietly(() => sessionStorage.getItem(key)) ?? notes, wantsReadBack };
  });
  const last = useRef(saved ?? nothing);
  const { mutate, isError, isSuccess } = useMutation({
    mutationFn: (body: Written) => call(saveHandoverDraft, { params: { name: schedule }, body }),
    onSuccess: () => quietly(() => sessionStorage.removeItem(key)),
  });
  const settled = useSettled(written, idleMs);
  useEffect(() => {
    const { notes, wantsReadBack } = last.current;
    if (settled.notes === notes && settled.wantsReadBack === wantsReadBack) return;
    last.current = { ...settled };
    mutate(settled);
  }, [settled, mutate]);
  const write = (change: Partial<Written>) => {
    const next = { ...written, ...change };
    setWritten(next);
    quietly(() => (next.notes ? sessionStorage.setItem(key, next.notes) : sessionStorage.removeItem(key)));
  };
  const isKept = isSuccess && settled === written && written.notes !== '';
  return { ...written, write, forget: () => write(nothing), isKept, isError };
}

/** A browser that keeps nothing throws; then the notes live as long as the panel, and on the server. */
function quietly<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
