import type { Hint } from '@muster/contract/platform/live';
import { newRequestId } from './ids.ts';
import { isAmongNodes } from './news.ts';

/** One browser that listens. */
export interface Listener {
  /** Whose it is; null for a token of nobody. */
  person: string | null;
  send(hint: Hint): void;
}

/**
 * Hints for browsers: "ask again for what has these topics". They are not stored: a browser that was away longer
 * than the last few hundred hints gets `resync` and asks for everything again. What is for some people only is not even
 * counted for others: the ids of hints tell no number.
 */
export interface Live {
  /** `people` are those who may hear of it; null for everybody. */
  changed(topics: readonly string[], people: readonly string[] | null): void;
  /** Adds a listener and first sends what it missed after `lastEventId`. Answers how to take it away. */
  listen(listener: Listener, lastEventId: string | null): () => void;
  size(): number;
}

const remembered = 500;

interface Told {
  hint: Hint;
  people: ReadonlySet<string> | null;
}

export function createLive(nodeId: string): Live {
  const listeners = new Set<Listener>();
  const recent: Told[] = [];
  const first = `${nodeId}.${newRequestId()}`;

  const hintOf = (topics: readonly string[]): Hint => {
    const id = `${nodeId}.${newRequestId()}`;
    return topics.includes('*')
      ? { type: 'resync', topics: [], id }
      : { type: 'changed', topics: [...topics], id };
  };
  return {
    changed(all, people) {
      const topics = all.filter((topic) => !isAmongNodes(topic));
      if (topics.length === 0) return;
      const told: Told = { hint: hintOf(topics), people: people && new Set(people) };
      recent.push(told);
      if (recent.length > remembered) recent.shift();
      for (const listener of listeners) if (mayHear(listener, told)) listener.send(told.hint);
    },
    listen(listener, lastEventId) {
      for (const hint of missed(recent, listener, { lastEventId, first })) listener.send(hint);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    size: () => listeners.size,
  };
}

function mayHear({ person }: Listener, { people }: Told): boolean {
  return people === null || (person !== null && people.has(person));
}

function missed(
  recent: readonly Told[],
  listener: Listener,
  { lastEventId, first }: { lastEventId: string | null; first: string },
): Hint[] {
  if (lastEventId === null) return [];
  const seen = recent.findIndex(({ hint }) => hint.id === lastEventId);
  if (seen === -1)
    return lastEventId === first && recent.length === 0
      ? []
      : [{ type: 'resync', topics: [], id: recent.at(-1)?.hint.id ?? first }];
  return recent.slice(seen + 1).flatMap((told) => (mayHear(listener, told) ? [told.hint] : []));
}
