import type { Frame } from '@muster/contract/platform/live-document';
import { longestFrame } from '@muster/contract/platform/live-document';
import * as Y from 'yjs';

/** A frame that would be longer goes in pieces. */
const mostOfFrame = longestFrame - 65_536;

/** Own edits that the server has not called saved, by their numbers. */
export interface Unsaved {
  size(): number;
  /** Answers the frame that carries it. */
  add(update: Uint8Array): Frame;
  /** Everything, in as few frames as may be. */
  all(): Frame[];
  /** The server has dealt with everything up to this number. */
  settle(upTo: number): void;
}

export function createUnsaved(): Unsaved {
  const waiting = new Map<number, Uint8Array>();
  let count = 0;
  return {
    size: () => waiting.size,
    add(update) {
      count += 1;
      waiting.set(count, update);
      return { kind: 'edit', number: count, update };
    },
    all() {
      if (waiting.size === 0) return [];
      const merged = Y.mergeUpdates([...waiting.values()]);
      if (merged.length <= mostOfFrame) return [{ kind: 'edit', number: count, update: merged }];
      return [...waiting].map(([number, update]) => ({ kind: 'edit', number, update }));
    },
    settle(upTo) {
      for (const number of waiting.keys()) if (number <= upTo) waiting.delete(number);
    },
  };
}
