/** Somebody who acknowledges about half of the pages as soon as they are told, and notes when. */
import { setTimeout as sleep } from 'node:timers/promises';
import { acknowledge } from './api.ts';
import type { Receiver } from './receiver.ts';

export interface Responder {
  /** Pages, with the moment at which the acknowledgement was answered, on the clock of `performance`. */
  readonly acknowledged: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

export function startResponder(nodes: readonly string[], receiver: Receiver): Responder {
  const acknowledged = new Map<string, number>();
  let isOpen = true;
  let seen = 0;
  const work = async () => {
    while (isOpen) {
      const next = receiver.received[seen];
      if (!next) {
        await sleep(50);
        continue;
      }
      seen += 1;
      if (acknowledged.has(next.page) || !isChosen(next.page)) continue;
      for (let tries = 0; isOpen; tries += 1) {
        if (await acknowledge(nodes[tries % nodes.length] ?? '', next.page)) {
          acknowledged.set(next.page, performance.now());
          break;
        }
        await sleep(100);
      }
    }
  };
  const working = work();
  return {
    acknowledged,
    async stop() {
      isOpen = false;
      await working;
    },
  };
}

/** By the last digit of its id, so that the choice does not depend on the order. */
function isChosen(page: string): boolean {
  return /[0-7]$/.test(page);
}
