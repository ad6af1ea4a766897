import { type Suggestion, suggestDepth } from '@muster/contract/learn/depth';
import { coordinationOf, endOf } from '@muster/contract/respond/effort';
import type { IncidentState } from '@muster/contract/respond/state';
import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { similarIncidents, usualMinutes } from '../../respond/index.ts';
import { minutesOf } from '../draft/store.ts';
import { deadlinesOf } from '../retrospective/deadlines.ts';

export interface SuggestedOf extends Omit<Suggestion, 'meetingDueAt' | 'publishDueAt' | 'retrospective'> {
  meetingDueAt: Temporal.Instant | null;
  publishDueAt: Temporal.Instant | null;
}

/** How deep, why, and until when. Of one that goes on the times are counted from when it was declared. */
export async function suggestionFor(
  db: Query,
  state: IncidentState,
  { actor, asked }: { actor: Actor; asked: boolean },
): Promise<SuggestedOf> {
  const { title, services, id, rule } = state;
  const [similar, usual] = await Promise.all([
    similarIncidents(db, actor, { title, services: services.join(','), except: state.ref }),
    usualMinutes(db, { services, except: id }),
  ]);
  const end = endOf(state) ?? state.declaredAt;
  const value = suggestDepth({
    asks: rule.retrospective,
    hasSimilar: similar.items.length > 0,
    people: coordinationOf(state, end).people,
    minutes: minutesOf(state),
    usualMinutes: usual,
    nearMiss: false,
    customersUpset: state.source === 'customer' || state.source === 'support',
    asked,
  });
  const drill = state.kind === 'drill';
  return { ...value, ...deadlinesOf(drill ? 'none' : rule.retrospective, Temporal.Instant.from(end)) };
}
