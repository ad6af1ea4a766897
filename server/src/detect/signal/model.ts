/**
 * A heartbeat is a promise: "I call every `period` minutes". It is late when the grace after that has passed
 * without a success; it fails at once when the caller says so, or when a run that it announced does not end in
 * time. A heartbeat that has never called is not expected yet. Its alert has the key `heartbeat:<id>` (ingest.md 7).
 */

import type { HeartbeatPing, NormalisedEvent } from '../ingest/model.ts';
import { emptyMap } from '../ingest/sources/normalise/maps.ts';

export interface Heartbeat {
  id: string;
  integrationId: string;
  slug: string;
  periodMinutes: number;
  graceMinutes: number;
  state: 'new' | 'up' | 'started' | 'late' | 'failed';
  lastAt: Temporal.Instant | null;
  rid: string | null;
  log: string;
  dueAt: Temporal.Instant | null;
}

/** For a heartbeat whose integration says nothing else: once a day, an hour late at most. */
export const defaultPeriodMinutes = 1_440;
export const defaultGraceMinutes = 60;

export interface Beat {
  heartbeat: Heartbeat;
  /** What the alert of this heartbeat is told, if anything. */
  event: NormalisedEvent | null;
}

/** Takes a sign of life. `start` and `log` end no alert; a fail fires at once. */
export function beat(heartbeat: Heartbeat, ping: HeartbeatPing, name: string, now: Temporal.Instant): Beat {
  const seen = { ...heartbeat, lastAt: now, log: ping.log === '' ? heartbeat.log : ping.log };
  const wait = heartbeat.periodMinutes + heartbeat.graceMinutes;
  if (ping.event === 'log') return { heartbeat: seen, event: null };
  if (ping.event === 'start') {
    const dueAt = now.add({ minutes: Math.max(1, heartbeat.graceMinutes) });
    return { heartbeat: { ...seen, state: 'started', rid: ping.rid ?? null, dueAt }, event: null };
  }
  if (ping.event === 'fail') {
    const status = ping.exitStatus === undefined ? '' : ` with exit status ${ping.exitStatus}`;
    return {
      heartbeat: { ...seen, state: 'failed', rid: null, dueAt: now.add({ minutes: wait }) },
      event: eventOf(heartbeat, 'firing', `${name} failed${status}`, ping.log),
    };
  }
  return {
    heartbeat: { ...seen, state: 'up', rid: null, dueAt: now.add({ minutes: wait }) },
    event: eventOf(heartbeat, 'resolved', `${name} is back`, ping.log),
  };
}

/** The promise was broken: due, and nothing came. */
export function missed(heartbeat: Heartbeat, name: string): Beat {
  const title =
    heartbeat.state === 'started' ? `${name} was started and did not end` : `${name} has not called`;
  return {
    heartbeat: { ...heartbeat, state: 'late', dueAt: null },
    event: eventOf(heartbeat, 'firing', title, heartbeat.log),
  };
}

function eventOf(
  heartbeat: Heartbeat,
  status: 'firing' | 'resolved',
  title: string,
  log: string,
): NormalisedEvent {
  const labels = Object.assign(emptyMap(), { heartbeat: heartbeat.slug || heartbeat.id });
  return {
    source: 'heartbeat',
    dedupKey: `heartbeat:${heartbeat.id}`,
    status,
    severity: 'error',
    title,
    description: log,
    labels,
    annotations: emptyMap(),
    links: [],
    images: [],
    startsAt: null,
    endsAt: null,
    flags: [],
  };
}
