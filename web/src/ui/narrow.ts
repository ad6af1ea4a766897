import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(width < 40rem)');

/** Whether the screen is as narrow as a phone held upright, for what must be different and not only look so. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}

function subscribe(listener: () => void): () => void {
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

const wide = window.matchMedia('(width >= 64rem)');

/** Whether two columns stand beside each other. */
export function useWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      wide.addEventListener('change', listener);
      return () => wide.removeEventListener('change', listener);
    },
    () => wide.matches,
  );
}
