import type { Schedule } from '@muster/contract/oncall/definition';
import type { TimeOffItem } from '@muster/contract/oncall/time-off';
import type { Query } from '../../platform/db.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';
import { partsWithin, type Span } from '../cover/span.ts';
import { peopleOf } from '../schedule/people.ts';
import { loadSchedules, scheduleNames } from '../schedule/store.ts';
import { type Conflict, conflictsIn } from './model.ts';
import { addressOf, timeOffOf } from './store.ts';

const longestDays = 100;
/** Beyond what anybody may plan. */
const everHours = 24 * 4_000;

/** What of the person's is not over, each with the shifts that fall into it. */
export async function timeOffList(db: Query, person: string, now: Temporal.Instant): Promise<TimeOffItem[]> {
  const all = await timeOffOf(db, [person], { start: now, end: now.add({ hours: everHours }) });
  if (all.length === 0) return [];
  const schedules = rotasOf(await loadSchedules(db, await scheduleNames(db), now), person);
  const conflicts = conflictsIn(schedules, person, all, now);
  return all.map((one, at) => ({
    id: one.id,
    note: one.note,
    imported: one.imported,
    ...spanWire(one),
    conflicts: (conflicts[at] ?? []).map(({ schedule, ...span }) => ({ schedule, ...spanWire(span) })),
  }));
}

export async function addressView(db: Query, person: string) {
  const address = await addressOf(db, person);
  return address ? { readAt: wireTimeOrNull(address.readAt), problem: address.problem } : null;
}

/** When those whom a schedule names are away. Why is nobody's business. */
export async function scheduleTimeOffView(
  db: Query,
  name: string,
  asked: { from: string; until: string },
): Promise<{ items: { person: string; start: string; end: string }[] }> {
  const span = { start: Temporal.Instant.from(asked.from), end: Temporal.Instant.from(asked.until) };
  const days = span.start.until(span.end).total('hours') / 24;
  if (days <= 0 || days > longestDays)
    throw new Refusal('invalid', `Ask for more than nothing and at most ${longestDays} days.`, [
      { pointer: '/until', message: 'is not right' },
    ]);
  const schedule = (await loadSchedules(db, [name], span.start)).get(name);
  if (!schedule) throw notFound('schedule');
  const people = [...new Set(peopleOf(schedule).map((one) => one.person))];
  const all = await timeOffOf(db, people, span);
  return { items: all.map((one) => ({ person: one.person, ...spanWire(one) })) };
}

/** The first conflict of each person on each of these schedules in a span that begins now. */
export async function firstConflicts(
  db: Query,
  schedules: ReadonlyMap<string, Schedule>,
  span: Span,
): Promise<(Conflict & { person: string })[]> {
  const people = [...schedules.values()].flatMap((one) => peopleOf(one).map(({ person }) => person));
  const all = await timeOffOf(db, [...new Set(people)], span);
  return [...Map.groupBy(all, (one) => one.person)].flatMap(([person, offs]) => {
    const found = conflictsIn(rotasOf(schedules, person), person, partsWithin(offs, span), span.start).flat();
    return [...Map.groupBy(found, (one) => one.schedule).values()].flatMap(([first]) =>
      first ? [{ person, ...first }] : [],
    );
  });
}

/** Those that name the person; the others need not be followed. */
function rotasOf(schedules: ReadonlyMap<string, Schedule>, person: string): Map<string, Schedule> {
  return new Map([...schedules].filter(([, one]) => peopleOf(one).some((named) => named.person === person)));
}

function spanWire({ start, end }: Span): { start: string; end: string } {
  return { start: wireTime(start), end: wireTime(end) };
}
