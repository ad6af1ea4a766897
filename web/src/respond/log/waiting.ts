/**
 * Lines that were written and that the server has not answered for: shown at once, kept on this device, sent in order,
 * each with a key of its own, so that a line whose answer was lost is never there twice. What was written offline keeps
 * the time at which it was written.
 */
import type { BodyOf } from '@muster/contract/platform/endpoint';
import { addEntry } from '@muster/contract/respond/entries';
import type { Incident } from '@muster/contract/respond/incidents';
import { useSyncExternalStore } from 'react';
import { call } from '../../app/api.ts';
import { problemOf, reasonOf } from '../../ui/states.tsx';

export type NewLine = BodyOf<typeof addEntry> & { at: string };

export interface Waiting {
  /** Also its idempotency key. */
  key: string;
  person: string;
  body: NewLine;
  /** Why the server did not take it; it waits for a person then. */
  refused: string | null;
  /** Whether it was tried and nobody answered. */
  isOffline: boolean;
}

const prefix = 'muster.log.';
const lists = new Map<string, readonly Waiting[]>();
const listeners = new Set<() => void>();
const sending = new Set<string>();
const none: readonly Waiting[] = [];

export function useWaiting(incident: string): readonly Waiting[] {
  return useSyncExternalStore(subscribe, () => read(incident));
}

export function put(incident: string, one: Waiting): void {
  write(incident, [...read(incident), one]);
}

export function drop(incident: string, key: string): void {
  write(
    incident,
    read(incident).filter((one) => one.key !== key),
  );
}

/** Sends what waits, the oldest first; stops where nobody answers. Those of another person stay for them. */
export async function flush(
  incident: string,
  person: string,
  taken: (answer: Incident, one: Waiting) => void,
): Promise<void> {
  if (sending.has(incident)) return;
  sending.add(incident);
  try {
    for (;;) {
      const next = read(incident).find((one) => one.refused === null && one.person === person);
      if (!next || !(await sendOne(incident, next, taken))) return;
    }
  } finally {
    sending.delete(incident);
  }
}

/** Whether the next one may be tried. */
async function sendOne(
  incident: string,
  one: Waiting,
  taken: (answer: Incident, one: Waiting) => void,
): Promise<boolean> {
  try {
    const answer = await call(addEntry, {
      params: { ref: incident },
      body: one.body,
      idempotencyKey: one.key,
    });
    taken(answer, one);
    drop(incident, one.key);
    return true;
  } catch (error) {
    const status = problemOf(error)?.status ?? 503;
    const isFinal = status < 500 && status !== 429 && status !== 401;
    change(incident, one.key, isFinal ? { refused: reasonOf(error) } : { isOffline: true });
    return isFinal;
  }
}

function change(incident: string, key: string, to: Partial<Waiting>): void {
  write(
    incident,
    read(incident).map((one) => (one.key === key ? { ...one, ...to } : one)),
  );
}

function read(incident: string): readonly Waiting[] {
  const known = lists.get(incident);
  if (known) return known;
  const kept = stored(incident);
  lists.set(incident, kept);
  return kept;
}

function stored(incident: string): readonly Waiting[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(prefix + incident) ?? '[]');
    return Array.isArray(kept) && kept.length > 0 ? kept.filter(isWaiting) : none;
  } catch {
    return none;
  }
}

/** Only this file writes there; what an older one wrote differently is left out. */
function isWaiting(value: unknown): value is Waiting {
  return (
    typeof value === 'object' && value !== null && 'key' in value && 'body' in value && 'person' in value
  );
}

function write(incident: string, list: readonly Waiting[]): void {
  lists.set(incident, list);
  try {
    if (list.length === 0) localStorage.removeItem(prefix + incident);
    else localStorage.setItem(prefix + incident, JSON.stringify(list));
  } catch {
    // A device without room keeps them in memory; they are shown as waiting all the same.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
