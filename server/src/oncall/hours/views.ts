import type { Schedule } from '@muster/contract/oncall/definition';
import type { getHours, HoursItem } from '@muster/contract/oncall/hours';
import type { z } from 'zod';
import { type FoundPerson, findPerson } from '../../catalog/index.ts';
import type { Query } from '../../platform/db.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { shiftsOf } from '../cover/model.ts';
import { partsWithin } from '../cover/span.ts';
import { holidaysOf } from '../holiday/store.ts';
import { peopleOf } from '../schedule/people.ts';
import { loadSchedules, scheduleNames } from '../schedule/store.ts';
import { type Kinds, minutesOf, spanOfDays } from './model.ts';

const longestDays = 400;

/** Who was, or will be, on call how long, overrides followed; nobody is counted after they have left. */
export async function hoursView(
  db: Query,
  asked: z.output<(typeof getHours)['query']>,
): Promise<{ items: HoursItem[] }> {
  const [from, until] = [Temporal.PlainDate.from(asked.from), Temporal.PlainDate.from(asked.until)];
  const days = from.until(until).days;
  if (days < 0 || days >= longestDays)
    throw new Refusal('invalid', `Ask for at least one day and at most ${longestDays}.`, [
      { pointer: '/until', message: 'is not right' },
    ]);
  const kinds: Kinds = {
    nightFrom: Temporal.PlainTime.from(asked.nightFrom),
    nightUntil: Temporal.PlainTime.from(asked.nightUntil),
    holidays: new Set(asked.holidays.split(',')),
  };
  // Days begin up to 14 hours before and after those of UTC.
  const since = from.toZonedDateTime('UTC').toInstant().subtract({ hours: 15 });
  const names = asked.schedule === undefined ? await scheduleNames(db) : [asked.schedule];
  const schedules = await loadSchedules(db, names, since);
  if (asked.schedule !== undefined && schedules.size === 0) throw notFound('schedule');
  const people = new Map<string, FoundPerson>();
  for (const name of new Set(
    [...schedules.values()].flatMap((one) => peopleOf(one).map(({ person }) => person)),
  )) {
    const person = await findPerson(db, name);
    if (person) people.set(name, person);
  }
  const holidays = await holidaysOf(db, [...schedules.keys()], { from: asked.from, until: asked.until });
  const kindsOf = (schedule: string): Kinds => {
    const days = (holidays.get(schedule) ?? []).map((one) => one.day);
    return { ...kinds, holidays: new Set([...kinds.holidays, ...days]) };
  };
  const items = [...schedules].flatMap(([schedule, definition]) =>
    [...people.values()].flatMap((person) =>
      itemOf({ name: schedule, definition }, person, { from, until, kinds: kindsOf(schedule) }),
    ),
  );
  return {
    items: items.toSorted((a, b) => a.person.localeCompare(b.person) || a.schedule.localeCompare(b.schedule)),
  };
}

function itemOf(
  schedule: { name: string; definition: Schedule },
  { name, fullName, timeZone, deactivatedAt }: FoundPerson,
  { from, until, kinds }: { from: Temporal.PlainDate; until: Temporal.PlainDate; kinds: Kinds },
): HoursItem[] {
  const span = spanOfDays(from, until, timeZone);
  const end = deactivatedAt ?? span.end;
  const shifts = partsWithin(shiftsOf(schedule.definition, name, span), { start: span.start, end });
  if (shifts.length === 0) return [];
  return [
    { person: name, fullName, schedule: schedule.name, timeZone, ...minutesOf(shifts, timeZone, kinds) },
  ];
}
