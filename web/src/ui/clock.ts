import { useSyncExternalStore } from 'react';

/**
 * One clock for the whole screen: everything that counts ticks together, and nothing ticks when nobody looks.
 * `skewMs` is how far the server's clock is ahead of this device's, learnt from its answers.
 */
const listeners = new Set<() => void>();
let skewMs = 0;
let present = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

/** The present in milliseconds by the server's clock, renewed each second. */
export function useNow(): number {
  return useTicking((now) => now);
}

/** What is made of the present; shown anew only when it changes, so that long lists stay quiet. */
export function useTicking<T extends string | number>(of: (now: number) => T): T {
  return useSyncExternalStore(subscribe, () => of(present));
}

/** The present by the server's clock, for handlers. */
export function nowMs(): number {
  return Date.now() + skewMs;
}

/** Learns the server's clock from a `Date` header; ignores what network delay explains. */
export function learnServerTime(date: string | null): void {
  const server = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(server)) return;
  const difference = server - Date.now();
  skewMs = Math.abs(difference) > 3000 ? difference : 0;
}

/** The zone of this device: where the reader is, whatever the profile says. */
export const localZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  if (document.hidden) return;
  present = nowMs();
  for (const listener of listeners) listener();
}

/** The beginning of a day of the reader's zone, or of one some days later; nothing for what is no day. */
export function midnightOf(day: string, days: number): string | undefined {
  try {
    const at = Temporal.PlainDate.from(day).add({ days }).toZonedDateTime(localZone).toInstant();
    return at.toString({ smallestUnit: 'millisecond' });
  } catch {
    return undefined;
  }
}
