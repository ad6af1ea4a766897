import type { Client } from '@muster/contract/platform/client';
import { useSyncExternalStore } from 'react';
import { problemOf } from '../ui/states.tsx';

/** A question to the person at the screen that calls wait for. */
export interface Confirmation {
  /** True: it was proven, and what waits goes on. False: it was called off. */
  settle(proven: boolean): void;
}

let open: Confirmation | undefined;
let waiting: Promise<boolean> | undefined;
const listeners = new Set<() => void>();

/**
 * What opens further doors is refused when the sign-in is too long ago. Then the person is asked, once for all calls
 * that wait, and the call is repeated; called off, it fails as it was refused.
 */
export function confirming(send: Client): Client {
  return async (endpoint, parts) => {
    try {
      return await send(endpoint, parts);
    } catch (error) {
      if (problemOf(error)?.confirm !== true || !(await ask())) throw error;
      return send(endpoint, parts);
    }
  };
}

/** The question that is open now; for the one place that shows it. */
export function useConfirmation(): Confirmation | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
  );
}

function ask(): Promise<boolean> {
  if (open && waiting) return waiting;
  const answer = new Promise<boolean>((resolve) => {
    set({
      settle(proven) {
        set(undefined);
        resolve(proven);
      },
    });
  });
  waiting = answer;
  return answer;
}

function set(next: typeof open): void {
  open = next;
  for (const listener of listeners) listener();
}
