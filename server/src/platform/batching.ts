/**
 * A queue in front of a store. One batch is under way at a time; items that arrive meanwhile share the next one,
 * so that many small commits become one. An item's promise settles when its batch is committed.
 */

export interface Batching<Item, Outcome> {
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

export interface Limits {
  /** Bounds a batch; a single heavier item goes alone. */
  mostWeight: number;
  /** Bounds the queue, in items. */
  mostWaiting: number;
  /** Whether an error would have met every item alike, such as a store that is away. */
  meetsAll(error: unknown): boolean;
}

export function createBatching<Item, Outcome>(
  store: (items: readonly Item[]) => Promise<readonly Outcome[]>,
  limits: Limits,
): Batching<Item, Outcome> {
  let waiting: Waiting<Item, Outcome>[] = [];
  let busy = false;

  const pump = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    while (waiting.length > 0) {
      const count = countUpTo(waiting, limits.mostWeight);
      const batch = waiting.slice(0, count).filter((one) => !one.abandoned);
      waiting = waiting.slice(count);
      await storeBatch(store, batch, limits.meetsAll);
    }
    busy = false;
  };
  return {
    accept(item, weight) {
      const { promise: stored, resolve, reject } = Promise.withResolvers<Outcome>();
      const entry = { item, weight, abandoned: false, resolve, reject };
      if (waiting.length >= limits.mostWaiting) reject(new Full('too much waits'));
      else if (waiting.push(entry) === 1) queueMicrotask(() => void pump());
      return {
        stored,
        abandon: () => {
          entry.abandoned = true;
          // What waits for a store that hangs may be large, and more comes each second.
          waiting = waiting.filter((one) => one !== entry);
        },
      };
    },
  };
}

/** How many items from the front fit into one batch; at least one. */
function countUpTo(waiting: readonly { weight: number }[], mostWeight: number): number {
  let weight = 0;
  const tooMany = waiting.findIndex((one, i) => {
    weight += one.weight;
    return i > 0 && weight > mostWeight;
  });
  return tooMany === -1 ? waiting.length : tooMany;
}

/** One bad item must not refuse its neighbours: after an error that is not everybody's, each is tried alone. */
async function storeBatch<Item, Outcome>(
  store: (items: readonly Item[]) => Promise<readonly Outcome[]>,
  batch: readonly Waiting<Item, Outcome>[],
  meetsAll: Limits['meetsAll'],
): Promise<void> {
  if (batch.length === 0) return;
  try {
    const outcomes = await store(batch.map((one) => one.item));
    batch.forEach((one, i) => settle(one, outcomes[i]));
  } catch (error) {
    if (batch.length === 1 || meetsAll(error)) for (const one of batch) one.reject(error);
    else for (const one of batch) await storeBatch(store, [one], meetsAll);
  }
}

function settle<Item, Outcome>(one: Waiting<Item, Outcome>, outcome: Outcome | undefined): void {
  if (outcome === undefined)
    one.reject(new Error('the store answered fewer outcomes than it was given items'));
  else one.resolve(outcome);
}
