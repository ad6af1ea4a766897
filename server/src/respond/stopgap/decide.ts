/** That the damage is limited, and by what for now: first limit it, then look for causes (R2, R60). */
import type { NewEvent } from '@muster/contract/respond/events';
import type { IncidentState, StopGap } from '@muster/contract/respond/state';
import { notFound, Refusal, wrong } from '../../platform/refusal.ts';
import { refuseEnded } from '../incident/ended.ts';
import { decideBegun } from '../watch/decide.ts';

const mostStopGaps = 100;

export interface Limited {
  id: string;
  reached: 'contained' | 'mitigated';
  at: string | null;
  stopGap: { what: string; residual: string; until: string | null } | null;
}

/** Said again, it is the first moment that counts, unless another one is stated. */
export function decideLimited(
  state: IncidentState,
  { id, reached, at, stopGap }: Limited,
  now: string,
): NewEvent[] {
  refuseEnded(state);
  if (at !== null && at > now) throw wrong('/at', 'This moment is still to come.');
  if (stopGap && state.stopGaps.length >= mostStopGaps)
    throw new Refusal('conflict', `An incident has at most ${mostStopGaps} stop-gaps.`);
  if (stopGap) refusePast('/stopGap/until', stopGap.until, now);
  const moment = at ?? (state.times[reached] === undefined ? now : null);
  const known = { name: reached, source: 'stated', confidence: 'medium' } as const;
  return [
    ...(moment === null || moment === state.times[reached]
      ? []
      : [{ type: 'timeStated', data: { ...known, at: moment } } as const]),
    ...(reached === 'mitigated' && state.times.mitigated === undefined ? decideBegun(state, now) : []),
    ...(stopGap ? [{ type: 'stopGapSet', data: { id, ...stopGap } } as const] : []),
  ];
}

/** Also once the incident is over: a stop-gap outlives it often. */
export function decideMoved(
  state: IncidentState,
  given: { id: string; until: string | null; reason: string },
  now: string,
): NewEvent[] {
  const { until } = standing(state, given.id);
  if (given.until === until) return [];
  refusePast('/until', given.until, now);
  return [{ type: 'stopGapMoved', data: given }];
}

export function decideGone(state: IncidentState, given: { id: string; reason: string }): NewEvent[] {
  standing(state, given.id);
  return [{ type: 'stopGapEnded', data: given }];
}

function standing({ stopGaps }: IncidentState, id: string): StopGap {
  const found = stopGaps.find((one) => one.id === id);
  if (!found) throw notFound('stop-gap');
  if (found.endedAt !== null) throw new Refusal('conflict', 'It is gone already.');
  return found;
}

function refusePast(pointer: string, until: string | null, now: string): void {
  if (until !== null && until <= now) throw wrong(pointer, 'This moment has passed.');
}
