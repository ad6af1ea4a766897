/** The time of each report of an agenda. It is kept on the server, so that everybody present sees the same clock. */
import type { TimeChange } from '@muster/contract/learn/facilitation';
import { secondsSpent } from '@muster/contract/learn/session-parts';
import { wireTimeOrNull } from '../../platform/wire-time.ts';

export interface Time {
  report: string;
  /** Null while nobody has said how long it may take. */
  minutes: number | null;
  spentSeconds: number;
  runningSince: Temporal.Instant | null;
  roundAt: number;
}

export function newTime(report: string): Time {
  return { report, minutes: null, spentSeconds: 0, runningSince: null, roundAt: 0 };
}

export function spentOf(time: Time, now: Temporal.Instant): number {
  const { spentSeconds, roundAt } = time;
  const onWire = { minutes: 1, spentSeconds, roundAt, runningSince: wireTimeOrNull(time.runningSince) };
  return secondsSpent(onWire, now.epochMilliseconds);
}

export function stopped(time: Time, now: Temporal.Instant): Time {
  return { ...time, spentSeconds: spentOf(time, now), runningSince: null };
}

export function withTimeChange(time: Time, change: TimeChange, now: Temporal.Instant): Time {
  const { minutes = time.minutes, running, round } = change;
  const told = { ...time, minutes, roundAt: round ? spentOf(time, now) : time.roundAt };
  if (running === undefined || running === (time.runningSince !== null)) return told;
  return running ? { ...told, runningSince: now } : stopped(told, now);
}

/** A third of a session is for its opening and its end (practice.md 5.3). */
export function minutesEach(minutes: number, reports: number): number {
  return Math.max(1, Math.floor((minutes * 2) / 3 / Math.max(1, reports)));
}
