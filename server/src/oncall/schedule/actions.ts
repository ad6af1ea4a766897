import type { Override } from '@muster/contract/oncall/definition';
import { addOverride as addEndpoint } from '@muster/contract/oncall/schedules';
import { name } from '@muster/contract/platform/wire';
import { z } from 'zod';
import { activePeople, knownPeople, membersOf, refuseOthers, type Section } from '../../catalog/index.ts';
import { action } from '../../platform/action.ts';
import { actorName } from '../../platform/actor.ts';
import { isId } from '../../platform/ids.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { coverageChanged } from '../coverage/store.ts';
import { peopleOf } from './people.ts';
import {
  allSchedules,
  deleteOverride,
  deleteSchedules,
  findSchedule,
  saveOverride,
  saveSchedule,
  toFileItem,
} from './store.ts';

export const schedulesSection: Section<'schedules'> = {
  kind: 'schedules',
  stored: async (act) => (await allSchedules(act.tx)).map(toFileItem),
  aligned: (given) => given,
  shown: (schedule) => schedule,
  owner: async (_db, schedule) => schedule.team ?? null,
  async save(act, schedules) {
    for (const { name: own, team = null, ...definition } of schedules)
      await saveSchedule(act.tx, { name: own, team, definition }, act.now);
    act.hint('schedules', ...schedules.map((one) => `schedule:${one.name}`));
    coverageChanged(act);
    return new Map();
  },
  async remove(act, names) {
    await deleteSchedules(act.tx, names);
    act.hint('schedules');
    coverageChanged(act);
  },
  async problems(db, schedules) {
    const known = await knownPeople(
      db,
      schedules.flatMap((schedule) => peopleOf(schedule).map((one) => one.person)),
    );
    const teams = await membersOf(
      db,
      schedules.flatMap((schedule) => schedule.team ?? []),
    );
    return schedules.flatMap((schedule, index) => {
      const at = `/schedules/${index}`;
      const strangers = peopleOf(schedule).filter((one) => !known.has(one.person));
      return [
        ...(schedule.team === undefined || teams.has(schedule.team)
          ? []
          : [{ pointer: `${at}/team`, message: `there is no team "${schedule.team}"` }]),
        ...strangers.map((one) => ({
          pointer: `${at}${one.pointer}`,
          message: `there is no person "${one.person}"`,
        })),
      ];
    });
  },
};

const longestDays = 366;

/** Somebody takes a span: instead of one person, or of whoever it would be. */
export const addOverride = action(
  {
    name: 'oncall.addOverride',
    who: 'responder',
    input: z.strictObject({ schedule: name, ...addEndpoint.body.shape }),
  },
  async (act, { schedule, start, end, person, replaces }) => {
    const stored = await findSchedule(act.tx, schedule);
    if (!stored) throw notFound('schedule');
    await refuseOthers(act, stored.team);
    const [from, until] = [Temporal.Instant.from(start), Temporal.Instant.from(end)];
    refuseSpan(from, until);
    const known = await knownPeople(act.tx, replaces ? [person, replaces] : [person]);
    if (!known.has(person)) throw unknownPerson('/person', person);
    if (!(await activePeople(act.tx, [person])).has(person))
      throw new Refusal('invalid', `${person} has left.`, [{ pointer: '/person', message: 'has left' }]);
    if (replaces && !known.has(replaces)) throw unknownPerson('/replaces', replaces);
    const span = { start: wireTime(from), end: wireTime(until) };
    const definition: Override = replaces
      ? { kind: 'replace', ...span, user: replaces, with: person }
      : { kind: 'set', ...span, users: [person] };
    const made = { id: act.newId(), createdBy: actorName(act.caller.actor), createdAt: act.now };
    await saveOverride(act.tx, { ...made, schedule, definition });
    act.record(`schedule:${schedule}`, { override: made.id, after: definition });
    act.hint('schedules', `schedule:${schedule}`);
    coverageChanged(act);
    return { ...definition, ...made, createdAt: wireTime(act.now) };
  },
);

export const removeOverride = action(
  {
    name: 'oncall.removeOverride',
    who: 'responder',
    input: z.strictObject({ schedule: name, id: z.string() }),
  },
  async (act, { schedule, id }) => {
    const stored = await findSchedule(act.tx, schedule);
    if (!stored || !isId(id)) throw notFound('override');
    await refuseOthers(act, stored.team);
    const before = await deleteOverride(act.tx, schedule, id);
    if (!before) throw notFound('override');
    act.record(`schedule:${schedule}`, { override: id, before });
    act.hint('schedules', `schedule:${schedule}`);
    coverageChanged(act);
  },
);

function refuseSpan(from: Temporal.Instant, until: Temporal.Instant): void {
  const hours = from.until(until).total('hours');
  if (hours <= 0)
    throw new Refusal('invalid', 'The end must come after the start.', [
      { pointer: '/end', message: 'is not after the start' },
    ]);
  if (hours > longestDays * 24) {
    throw new Refusal('invalid', `An override lasts at most ${longestDays} days.`, [
      { pointer: '/end', message: 'is too late' },
    ]);
  }
}

function unknownPerson(pointer: string, person: string): Refusal {
  return new Refusal('invalid', `There is no person "${person}".`, [{ pointer, message: 'is not a person' }]);
}
