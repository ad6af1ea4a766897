import {
  encodeFrame,
  longestPresence,
  type PresenceNews,
  type Present,
} from '@muster/contract/platform/live-document';
import type { Clock } from '../clock.ts';

/** Somebody at one browser. */
export interface Who {
  id: string;
  person: string;
}

/** Who is in a document and where. Never stored; whoever's connection ends is gone at once. */
export interface Presence {
  /** Somebody has come, or his cursor has moved. What is too long to be a cursor is none. */
  moved(who: Who, cursor: unknown): void;
  left(who: Who): void;
  /** Everybody, as one frame for this one of them. */
  allFor(who: Who): Uint8Array;
}

/** Cursors are told together this often: two hundred people who type must not cost forty thousand frames a second. */
const every = Temporal.Duration.from({ milliseconds: 80 });

/**
 * `everybody` receives the frames. The name of a person is the one of the session, never what a browser says.
 */
export function createPresence(
  clock: Clock,
  everybody: Iterable<{ send(frame: Uint8Array): void }>,
): Presence {
  const here = new Map<string, Present>();
  const moved = new Set<string>();
  const gone = new Set<string>();
  let isDue = false;

  const tell = () => {
    isDue = false;
    const news = { here: [...moved].flatMap((id) => here.get(id) ?? []), gone: [...gone], you: null };
    moved.clear();
    gone.clear();
    const frame = frameOf(news);
    for (const member of everybody) member.send(frame);
  };
  const tellSoon = () => {
    if (isDue) return;
    isDue = true;
    clock.at(clock.now().add(every), tell);
  };
  return {
    moved({ id, person }, cursor) {
      here.set(id, { id, person, cursor: isCursor(cursor) ? cursor : null });
      moved.add(id);
      tellSoon();
    },
    left({ id }) {
      here.delete(id);
      gone.add(id);
      tellSoon();
    },
    allFor: ({ id }) => frameOf({ here: [...here.values()], gone: [], you: id }),
  };
}

function frameOf(news: PresenceNews): Uint8Array {
  return encodeFrame({ kind: 'presence', presence: news });
}

function isCursor(cursor: unknown): boolean {
  return (
    typeof cursor === 'object' &&
    cursor !== null &&
    'anchor' in cursor &&
    'head' in cursor &&
    JSON.stringify(cursor).length <= longestPresence
  );
}
