import type { Present } from '@muster/contract/platform/live-document';
import { type Clock, seconds } from '../clock.ts';

/** What the nodes tell each other of who is in a document. Lost news is made good by the next full telling. */
export interface Neighbours {
  /** Somebody of this node has come, moved or gone. */
  changed(id: string): void;
  /** What another node has said; what is malformed is left out. */
  heard(text: string): void;
  close(): void;
}

export interface NeighboursNeeds {
  clock: Clock;
  /** Whoever is in the document on this node. */
  own(): ReadonlyMap<string, Present>;
  say(text: string): void;
  /** Somebody on another node has come or moved, or has gone. */
  came(present: Present): void;
  went(id: string): void;
}

/** Cursors need not be as prompt as letters, and every telling is a message to every node. */
const every = Temporal.Duration.from({ milliseconds: 300 });
/** Everything is told anew this often; whoever was not told of for three rounds was on a node that has died. */
const round = seconds(15);
const roundsToLive = 3;
/** A notice of the database holds 8,000 bytes with what it is wrapped in. */
const mostBytes = 6_000;

export function createNeighbours({ clock, own, say, came, went }: NeighboursNeeds): Neighbours {
  const changed = new Set<string>();
  const age = new Map<string, number>();
  let isDue = false;
  // Whoever is alone on this node so far does not know who is on the others.
  let asks = true;

  const tell = () => {
    isDue = false;
    const here = [...changed].flatMap((id) => own().get(id) ?? []);
    const gone = [...changed].filter((id) => !own().has(id));
    changed.clear();
    for (const part of partsOf(here)) say(JSON.stringify({ here: part, gone: [], asks: false }));
    if (gone.length > 0 || asks) say(JSON.stringify({ here: [], gone, asks }));
    asks = false;
  };
  const tellSoon = () => {
    if (isDue) return;
    isDue = true;
    clock.at(clock.now().add(every), tell);
  };
  const tellAll = () => {
    for (const id of own().keys()) changed.add(id);
    tellSoon();
  };
  const forget = (id: string) => {
    if (age.delete(id)) went(id);
  };
  const stop = again(clock, () => {
    for (const [id, rounds] of age) {
      if (rounds >= roundsToLive) forget(id);
      else age.set(id, rounds + 1);
    }
    tellAll();
  });
  return {
    changed(id) {
      changed.add(id);
      tellSoon();
    },
    heard(text) {
      const { here, gone, isAsked } = readNews(text);
      for (const present of here) {
        age.set(present.id, 0);
        came(present);
      }
      for (const id of gone) forget(id);
      if (isAsked) tellAll();
    },
    close: stop,
  };
}

function again(clock: Clock, run: () => void): () => void {
  let cancel = (): void => undefined;
  const wait = () => {
    cancel = clock.at(clock.now().add(round), () => {
      run();
      wait();
    });
  };
  wait();
  return () => cancel();
}

function partsOf(here: readonly Present[]): Present[][] {
  const parts: Present[][] = [];
  let room = 0;
  for (const present of here) {
    const bytes = Buffer.byteLength(JSON.stringify(present));
    const fitting = bytes > mostBytes ? { ...present, cursor: null } : present;
    if (room < bytes) {
      parts.push([]);
      room = mostBytes;
    }
    parts.at(-1)?.push(fitting);
    room -= bytes;
  }
  return parts;
}

function readNews(text: string): { here: Present[]; gone: string[]; isAsked: boolean } {
  const json = parsed(text);
  if (typeof json !== 'object' || json === null) return { here: [], gone: [], isAsked: false };
  const here = 'here' in json && Array.isArray(json.here) ? json.here.filter(isPresent) : [];
  const gone = 'gone' in json && Array.isArray(json.gone) ? json.gone.map(String) : [];
  return { here, gone, isAsked: 'asks' in json && json.asks === true };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isPresent(one: unknown): one is Present {
  return (
    typeof one === 'object' &&
    one !== null &&
    'id' in one &&
    typeof one.id === 'string' &&
    'person' in one &&
    typeof one.person === 'string' &&
    'cursor' in one
  );
}
