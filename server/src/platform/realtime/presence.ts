import {
  encodeFrame,
  longestPresence,
  type PresenceNews,
  type Present,
} from '@muster/contract/platform/live-document';
import type { Clock } from '../clock.ts';
import { createNeighbours } from './neighbours.ts';

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
  /** What another node has said of its own. */
  heard(text: string): void;
  close(): void;
}

export interface PresenceNeeds {
  clock: Clock;
  /** Whoever receives the frames. */
  everybody: Iterable<{ send(frame: Uint8Array): void }>;
  /** Says something to the other nodes, which may be lost. */
  say(text: string): void;
}

/** Cursors are told together this often: two hundred people who type must not cost forty thousand frames a second. */
const every = Temporal.Duration.from({ milliseconds: 80 });

/** The name of a person is the one of the session, never what a browser says. */
export function createPresence({ clock, everybody, say }: PresenceNeeds): Presence {
  const own = new Map<string, Present>();
  const here = new Map<string, Present>();
  const changed = new Set<string>();
  let isDue = false;

  const tell = () => {
    isDue = false;
    const moved = [...changed].flatMap((id) => here.get(id) ?? []);
    const gone = [...changed].filter((id) => !here.has(id));
    changed.clear();
    const frame = frameOf({ here: moved, gone, you: null });
    for (const member of everybody) member.send(frame);
  };
  const tellSoon = (id: string) => {
    changed.add(id);
    if (isDue) return;
    isDue = true;
    clock.at(clock.now().add(every), tell);
  };
  const set = (present: Present) => {
    here.set(present.id, present);
    tellSoon(present.id);
  };
  const remove = (id: string) => {
    if (here.delete(id)) tellSoon(id);
  };
  const neighbours = createNeighbours({ clock, own: () => own, say, came: set, went: remove });
  return {
    moved({ id, person }, cursor) {
      const present = { id, person, cursor: isCursor(cursor) ? cursor : null };
      own.set(id, present);
      set(present);
      neighbours.changed(id);
    },
    left({ id }) {
      own.delete(id);
      remove(id);
      neighbours.changed(id);
    },
    allFor: ({ id }) => frameOf({ here: [...here.values()], gone: [], you: id }),
    heard: neighbours.heard,
    close: neighbours.close,
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
