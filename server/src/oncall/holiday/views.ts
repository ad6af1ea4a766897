import type { Holiday, HolidayCalendar } from '@muster/contract/oncall/holidays';
import type { Query } from '../../platform/db.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { wireTimeOrNull } from '../../platform/wire-time.ts';
import { findSchedule } from '../schedule/store.ts';
import { dayOf } from './model.ts';
import { calendarsOf, holidaysOf } from './store.ts';

export { holidaysOf } from './store.ts';

const longestDays = 400;

export async function calendarList(
  db: Query,
  schedule: string,
  now: Temporal.Instant,
): Promise<HolidayCalendar[]> {
  const stored = await findSchedule(db, schedule);
  if (!stored) throw notFound('schedule');
  const all = await calendarsOf(db, { schedule, team: stored.team }, `${dayOf(now)}`);
  return all.map((one) => ({ ...one, readAt: wireTimeOrNull(one.readAt) }));
}

/** Refuses days that are backwards or more than 400. */
export async function holidaysView(
  db: Query,
  schedule: string,
  asked: { from: string; until: string },
): Promise<{ items: Holiday[] }> {
  const days = Temporal.PlainDate.from(asked.from).until(asked.until).days;
  if (days < 0 || days >= longestDays)
    throw new Refusal('invalid', `Ask for at least one day and at most ${longestDays}.`, [
      { pointer: '/until', message: 'is not right' },
    ]);
  if (!(await findSchedule(db, schedule))) throw notFound('schedule');
  return { items: (await holidaysOf(db, [schedule], asked)).get(schedule) ?? [] };
}
