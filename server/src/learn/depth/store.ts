import { type Suggestion, suggestDepth } from '@muster/contract/learn/depth';
import { coordinationOf, endOf } from '@muster/contract/respond/effort';
import type { IncidentState } from '@muster/contract/respond/state';
import { holidaysOf } from '../../oncall/index.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { similarIncidents, usualMinutes } from '../../respond/index.ts';
import { minutesOf } from '../figure/model.ts';
import { deadlinesOf, holidayDays } from '../retrospective/deadlines.ts';
import { reasonsDue } from '../trigger/decide.ts';
import { loadRetrospectiveSettings } from '../trigger/store.ts';

export interface SuggestedOf extends Omit<Suggestion, 'meetingDueAt' | 'publishDueAt' | 'retrospective'> {
  meetingDueAt: Temporal.Instant | null;
  publishDueAt: Temporal.Instant | null;
}

export interface Asking {
  actor: Actor;
  asked: boolean;
  now: Temporal.Instant;
}

/** How deep, why, and until when. Of one that goes on the times are counted from when it was declared. */
export async function suggestionFor(
  db: Query,
  state: IncidentState,
  { actor, asked, now }: Asking,
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
  return { ...value, ...(await promisesFor(db, state, now)) };
}

/** Why one is due by the rules of the company, and until when it is promised. */
export async function promisesFor(
  db: Query,
  state: IncidentState,
  now: Temporal.Instant,
): Promise<Pick<SuggestedOf, 'due' | 'meetingDueAt' | 'publishDueAt'>> {
  const settings = await loadRetrospectiveSettings(db);
  const due = reasonsDue(state, settings, wireTime(now));
  const ended = Temporal.Instant.from(endOf(state) ?? state.declaredAt);
  const asks = state.kind === 'drill' ? 'none' : state.rule.retrospective;
  const holidays = await freeDays(db, settings.holidays, ended);
  return { due, ...deadlinesOf(asks, ended, { isDue: due.length > 0, holidays }) };
}

/** Public holidays from that day on, as far as the schedule knows them. */
async function freeDays(
  db: Query,
  schedule: string | null,
  from: Temporal.Instant,
): Promise<ReadonlySet<string>> {
  if (schedule === null) return new Set();
  const day = from.toZonedDateTimeISO('UTC').toPlainDate();
  const span = { from: `${day}`, until: `${day.add({ days: holidayDays })}` };
  const found = (await holidaysOf(db, [schedule], span)).get(schedule) ?? [];
  return new Set(found.map((one) => one.day));
}
