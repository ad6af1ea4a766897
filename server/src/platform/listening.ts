/**
 * Waiting for others to say something, such as a long poll. It stands beside the engine, whose turns come to an end
 * before time goes on or the process stops: a listener never does, until it is told to.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from './log.ts';

export interface Listener {
  name: string;
  /** Asks once and deals with what it heard; answers how many milliseconds to wait before it asks again. */
  listen(): Promise<number>;
  /** Breaks off what it waits for; `listen` ends soon after. */
  close(): void;
}

export interface Listening {
  /** Resolves when none listens any more. */
  stop(): Promise<void>;
}

/** After a listener failed by a fault of ours, or of the database. */
const afterFaultMs = 5_000;

export function startListening(listeners: readonly Listener[], log: Pick<Log, 'warn'>): Listening {
  const end = new AbortController();
  const { signal } = end;
  const keepOn = async (listener: Listener) => {
    while (!signal.aborted) {
      const ms = await listener.listen().catch((error: unknown) => {
        if (!signal.aborted) log.warn({ error, listener: listener.name }, 'a listener failed and will go on');
        return afterFaultMs;
      });
      if (ms > 0) await sleep(ms, undefined, { signal }).catch(() => undefined);
    }
  };
  const all = listeners.map(keepOn);
  return {
    async stop() {
      end.abort();
      for (const listener of listeners) listener.close();
      await Promise.all(all);
    },
  };
}
