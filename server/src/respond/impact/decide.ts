/** Who is affected, as intervals: stated early, be it as unknown, and revised as more is known (R58, R74). */
import type { NewEvent } from '@muster/contract/respond/events';
import type { Impact, IncidentState } from '@muster/contract/respond/state';
import { notFound, Refusal, wrong } from '../../platform/refusal.ts';
import { refuseMerged } from '../incident/ended.ts';

const mostImpacts = 500;

export type ImpactWish = Partial<
  Pick<Impact, 'from' | 'until' | 'level' | 'who' | 'count' | 'confidence' | 'services' | 'consequences'>
>;

/** Left out, it begins when the incident's impact did, or now. */
export function decideStated(
  state: IncidentState,
  { id, level, ...wish }: ImpactWish & Pick<Impact, 'id' | 'level'>,
  now: string,
): NewEvent[] {
  refuseMerged(state);
  if (state.impact.length >= mostImpacts)
    throw new Refusal('conflict', `An incident has at most ${mostImpacts} intervals of impact.`);
  const isFirst = state.impact.length === 0;
  const from = wish.from ?? (isFirst ? state.times.impactStart : undefined) ?? now;
  const until = wish.until ?? null;
  refuseSpan({ from, until }, now);
  return [
    {
      type: 'impactStated',
      data: {
        id,
        from,
        until,
        level,
        who: wish.who ?? (level === 'unknown' ? 'Unknown, checking' : ''),
        count: wish.count ?? null,
        confidence: wish.confidence ?? 'low',
        services: wish.services ?? state.services,
        consequences: wish.consequences ?? [],
      },
    },
  ];
}

export function decideRevised(state: IncidentState, id: string, wish: ImpactWish, now: string): NewEvent[] {
  refuseMerged(state);
  const impact = impactOf(state, id);
  const data = Object.fromEntries(
    Object.entries(wish).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(Object(impact)[key]),
    ),
  );
  if (Object.keys(data).length === 0) return [];
  refuseSpan({ ...impact, ...data }, now);
  return [{ type: 'impactChanged', data: { id, ...data } }];
}

export function decideWithdrawn(state: IncidentState, id: string, reason: string): NewEvent[] {
  refuseMerged(state);
  impactOf(state, id);
  return [{ type: 'impactWithdrawn', data: { id, reason } }];
}

function impactOf(state: IncidentState, id: string): Impact {
  const impact = state.impact.find((one) => one.id === id);
  if (!impact) throw notFound('interval of impact');
  return impact;
}

function refuseSpan({ from, until }: Pick<Impact, 'from' | 'until'>, now: string): void {
  if (from > now) throw wrong('/from', 'Impact cannot begin in the future.');
  if (until !== null && until > now) throw wrong('/until', 'Impact cannot end in the future.');
  if (until !== null && until <= from) throw wrong('/until', 'The end must come after the start.');
}
