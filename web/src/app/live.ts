import { useSyncExternalStore } from 'react';
import { meaningOf } from './live-topics.ts';
import { invalidateTopics, queryClient } from './query.ts';

/** `lost` is shown; `connecting` only counts as lost after a moment, so that a reload does not flash. */
export type Connection = 'connecting' | 'live' | 'lost';

const graceMs = 2500;
const batchMs = 120;
const retryMs = 4000;
const pollMs = 15_000;

let connection: Connection = 'connecting';
const listeners = new Set<() => void>();

/** The state of the live connection. */
export function useConnection(): Connection {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => connection,
  );
}

/**
 * Listens to the server's hints until the returned function is called. While the stream is down everything shown
 * is asked for at intervals, and once anew when it is back, because hints may have been missed.
 */
export function listen(): () => void {
  let source: EventSource | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let grace: ReturnType<typeof setTimeout> | undefined;
  const waiting = new Set<string>();
  let flush: ReturnType<typeof setTimeout> | undefined;

  const hear = (event: MessageEvent<string>) => {
    const meaning = meaningOf(event.data);
    if (meaning.kind === 'everything') void queryClient.invalidateQueries();
    if (meaning.kind !== 'topics') return;
    for (const topic of meaning.topics) waiting.add(topic);
    // A burst of hints is one question, not a hundred.
    flush ??= setTimeout(() => {
      flush = undefined;
      invalidateTopics([...waiting]);
      waiting.clear();
    }, batchMs);
  };
  const open = () => {
    source = new EventSource('/api/v1/live');
    source.onopen = () => {
      clearTimeout(grace);
      grace = undefined;
      if (connection === 'lost') void queryClient.invalidateQueries();
      set('live');
    };
    source.onmessage = hear;
    source.addEventListener('resync', hear);
    source.addEventListener('hint', hear);
    source.onerror = () => {
      grace ??= setTimeout(() => set('lost'), graceMs);
      // The browser tries again by itself unless the answer was an error; then we do.
      if (source?.readyState !== EventSource.CLOSED) return;
      clearTimeout(again);
      again = setTimeout(open, retryMs);
    };
  };
  const lose = () => set('lost');
  // A device that leaves and joins a network often keeps a dead stream open, so it is opened anew.
  const join = () => {
    source?.close();
    clearTimeout(again);
    open();
  };
  open();
  window.addEventListener('offline', lose);
  window.addEventListener('online', join);
  const poll = setInterval(() => {
    if (connection === 'lost' && !document.hidden) void queryClient.invalidateQueries();
  }, pollMs);
  return () => {
    source?.close();
    window.removeEventListener('offline', lose);
    window.removeEventListener('online', join);
    for (const timer of [again, grace, flush]) clearTimeout(timer);
    clearInterval(poll);
    set('connecting');
  };
}

function set(next: Connection): void {
  if (connection === next) return;
  connection = next;
  for (const listener of listeners) listener();
}
