/**
 * The queue in front of the store. One batch is under way at a time; requests that arrive meanwhile share the
 * next one, so that many small commits become one. A request is answered when its batch is committed. Pure but
 * for the promises it settles: what a batch does is an argument.
 */

export interface Intake<Item, Outcome> {
  /** Resolves when the item is stored. Rejects with `Full` at once when too much waits. */
  accept(item: Item, weight: number): { stored: Promise<Outcome>; abandon(): void };
}

export class Full extends Error {}

interface Waiting<Item, Outcome> {
  item: Item;
  weight: number;
  abandoned: boolean;
  resolve(outcome: Outcome): void;
  reject(error: unknown): void;
}

/** `mostWeight` bounds a batch; a single heavier item goes alone. `mostWaiting` bounds the queue. */
export function createIntake<Item, Outcome>(
  store: (items: readonly Item[]) => Promise<readonly Outcome[]>,
  limits: { mostWeight: number; mostWaiting: number },
): Intake<Item, Outcome> {
  let waiting: Waiting<Item, Outcome>[] = [];
  let busy = false;

  const pump = (): void => {
    if (busy || waiting.length === 0) return;
    busy = true;
    const batch = takeBatch();
    void storeBatch(batch).finally(() => {
      busy = false;
      pump();
    });
  };
  const takeBatch = () => {
    let weight = 0;
    let count = 0;
    for (const one of waiting) {
      if (count > 0 && weight + one.weight > limits.mostWeight) break;
      weight += one.weight;
      count += 1;
    }
    const batch = waiting.slice(0, count);
    waiting = waiting.slice(count);
    return batch.filter((one) => !one.abandoned);
  };
  const storeBatch = async (batch: Waiting<Item, Outcome>[]): Promise<void> => {
    if (batch.length === 0) return;
    try {
      const outcomes = await store(batch.map((one) => one.item));
      batch.forEach((one, i) => settle(one, outcomes[i]));
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      // One bad item must not refuse its neighbours: each is tried alone.
      else for (const one of batch) await storeBatch([one]);
    }
  };
  return {
    accept(item, weight) {
      if (waiting.length >= limits.mostWaiting)
        return { stored: Promise.reject(new Full('too much waits')), abandon: () => undefined };
      const entry: Waiting<Item, Outcome> = {
        item,
        weight,
        abandoned: false,
        resolve: () => undefined,
        reject: () => undefined,
      };
      const stored = new Promise<Outcome>((resolve, reject) => Object.assign(entry, { resolve, reject }));
      waiting.push(entry);
      queueMicrotask(pump);
      return {
        stored,
        abandon: () => {
          entry.abandoned = true;
        },
      };
    },
  };
}

function settle<Item, Outcome>(one: Waiting<Item, Outcome>, outcome: Outcome | undefined): void {
  if (outcome === undefined)
    one.reject(new Error('the store answered fewer outcomes than it was given items'));
  else one.resolve(outcome);
}
