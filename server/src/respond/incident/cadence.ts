/**
 * When each audience is promised its next news (practice.md 6.3). The promise is the one made with the latest update,
 * or the first one of the severity. A severity that changes meanwhile makes a promise of its own from that instant,
 * and the earliest holds: raising shortens at once, and lowering never takes back what was promised.
 */
import { type Audience, audiences } from '@muster/contract/respond/settings';
import type { IncidentState } from '@muster/contract/respond/state';

export function nextUpdates(state: IncidentState): Partial<Record<Audience, string>> {
  if (state.category !== 'triage' && state.category !== 'active') return {};
  return Object.fromEntries(
    audiences.flatMap((audience) => {
      const due = promisedFor(state, audience);
      return due === null ? [] : [[audience, due]];
    }),
  );
}

function promisedFor(state: IncidentState, audience: Audience): string | null {
  const last = state.updates[audience];
  const since = last?.at ?? state.declaredAt;
  const step = last ? 'next' : 'first';
  const standing = state.severities.filter((one) => one.until === null || one.until > since);
  const promises = standing.flatMap((one) => {
    const isStanding = one.from <= since;
    if (isStanding && last?.nextAt) return [last.nextAt];
    const minutes = one.cadence[audience]?.[step] ?? null;
    return minutes === null ? [] : [plusMinutes(isStanding ? since : one.from, minutes)];
  });
  return promises.sort()[0] ?? null;
}

/** A wire time so many minutes later. */
export function plusMinutes(at: string, minutes: number): string {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString();
}
