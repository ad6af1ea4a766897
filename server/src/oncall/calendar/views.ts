import type { CalendarItem } from '@muster/contract/oncall/calendars';
import { activePeople, whenPeopleLeft } from '../../catalog/index.ts';
import type { Query } from '../../platform/db.ts';
import { hashOf } from '../../platform/secrets.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';
import { peopleOf } from '../schedule/people.ts';
import { loadSchedules, scheduleNames } from '../schedule/store.ts';
import { calendarText, shiftsIn, windowAt } from './model.ts';
import { type Calendar, calendarsOf, findByHash } from './store.ts';

export async function calendarList(db: Query, person: string): Promise<{ items: CalendarItem[] }> {
  return { items: (await calendarsOf(db, person)).map(calendarWire) };
}

export function calendarWire({ id, schedule, createdAt, readAt }: Calendar): CalendarItem {
  return { id, schedule, createdAt: wireTime(createdAt), readAt: wireTimeOrNull(readAt) };
}

/** The calendar of a secret; undefined when there is none, or its owner has left. */
export async function calendarOf(db: Query, secret: string): Promise<Calendar | undefined> {
  const found = await findByHash(db, hashOf(secret));
  return found && (await activePeople(db, [found.person])).has(found.person) ? found : undefined;
}

/** What a calendar program reads. `url` is how people reach Muster. */
export async function feedOf(
  db: Query,
  { person, schedule }: Calendar,
  url: string,
  now: Temporal.Instant,
): Promise<string> {
  const window = windowAt(now);
  const names = schedule === null ? await scheduleNames(db) : [schedule];
  const schedules = await loadSchedules(db, names, window.loadedFrom);
  const whose = schedule === null ? person : null;
  const leftAt = await whenPeopleLeft(db);
  const shifts = [...schedules].flatMap(([name, definition]) =>
    whose !== null && !peopleOf(definition).some((one) => one.person === whose)
      ? []
      : shiftsIn({ name, definition, leftAt }, whose, window),
  );
  const title = schedule === null ? `On call: ${person}` : `On call: ${schedule}`;
  const midnight = now.toZonedDateTimeISO('UTC').startOfDay().toInstant();
  return calendarText({ title, host: new URL(url).hostname, url }, shifts, midnight);
}
