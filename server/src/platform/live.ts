import type { Hint } from '@muster/contract/platform/live';
import { isAmongNodes } from './news.ts';

/** One browser that listens. */
export interface Listener {
  send(hint: Hint): void;
}

/**
 * Hints for browsers: "ask again for what has these topics". They are not stored: a browser that was away longer
 * than the last few hundred hints gets `resync` and asks for everything again.
 */
export interface Live {
  changed(topics: readonly string[]): void;
  /** Adds a listener and first sends what it missed after `lastEventId`. Answers how to take it away. */
  listen(listener: Listener, lastEventId: string | null): () => void;
  size(): number;
}

const remembered = 500;

export function createLive(nodeId: string): Live {
  const listeners = new Set<Listener>();
  const recent: Hint[] = [];
  let count = 0;

  const hintOf = (topics: readonly string[]): Hint => {
    count += 1;
    const id = `${nodeId}.${count}`;
    return topics.includes('*')
      ? { type: 'resync', topics: [], id }
      : { type: 'changed', topics: [...topics], id };
  };
  return {
    changed(all) {
      const topics = all.filter((topic) => !isAmongNodes(topic));
      if (topics.length === 0) return;
      const hint = hintOf(topics);
      recent.push(hint);
      if (recent.length > remembered) recent.shift();
      for (const listener of listeners) listener.send(hint);
    },
    listen(listener, lastEventId) {
      for (const hint of missed(recent, lastEventId, `${nodeId}.${count}`)) listener.send(hint);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    size: () => listeners.size,
  };
}

function missed(recent: readonly Hint[], lastEventId: string | null, latestId: string): Hint[] {
  if (lastEventId === null || lastEventId === latestId) return [];
  const seen = recent.findIndex((hint) => hint.id === lastEventId);
  return seen === -1 ? [{ type: 'resync', topics: [], id: latestId }] : recent.slice(seen + 1);
}
