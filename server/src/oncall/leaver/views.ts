import type { getDuties } from '@muster/contract/oncall/duties';
import type { z } from 'zod';
import { findPerson, peopleWhoLeft } from '../../catalog/index.ts';
import { type Query, sql } from '../../platform/db.ts';
import { notFound } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { allPolicies } from '../policy/store.ts';
import { loadSchedules, scheduleNames } from '../schedule/store.ts';
import { slotsOf } from './model.ts';

type Duties = z.output<(typeof getDuties)['answer']>;

/** What would go on without this person: the question behind "deactivate". */
export async function dutiesView(db: Query, person: string, now: Temporal.Instant): Promise<Duties> {
  if (!(await findPerson(db, person))) throw notFound('person');
  const left = new Set([...(await peopleWhoLeft(db)), person]);
  const schedules = await loadSchedules(db, await scheduleNames(db), now);
  const slots = [...schedules].flatMap(([schedule, definition]) => {
    const theirs = slotsOf(definition, person, left, now);
    const [first] = theirs;
    if (!first) return [];
    const firstEmpty = theirs.find((slot) => slot.empty);
    return [
      {
        schedule,
        slots: theirs.length,
        from: wireTime(first.start),
        emptyFrom: firstEmpty ? wireTime(firstEmpty.start) : null,
      },
    ];
  });
  return { slots, policies: await policiesNaming(db, person), pages: await pagesWaitingFor(db, person) };
}

/** On the rota of whom nothing can be expected: for each schedule and policy that still names somebody who has left. */
export async function leaversView(db: Query, now: Temporal.Instant) {
  const left = await peopleWhoLeft(db);
  if (left.size === 0) return [];
  const schedules = await loadSchedules(db, await scheduleNames(db), now);
  const onRota = [...schedules].flatMap(([schedule, definition]) =>
    [...left].flatMap((person) => {
      const [first] = slotsOf(definition, person, left, now);
      return first
        ? [{ person, schedule, policy: null, from: wireTime(first.start), empty: first.empty }]
        : [];
    }),
  );
  const named = (await allPolicies(db)).flatMap(({ name, definition }) => {
    const users = definition.steps.flatMap((step) =>
      step.targets.flatMap((target) => ('user' in target && left.has(target.user) ? [target.user] : [])),
    );
    return [...new Set(users)].map((person) => ({
      person,
      schedule: null,
      policy: name,
      from: null,
      empty: false,
    }));
  });
  return [...onRota, ...named];
}

async function policiesNaming(db: Query, person: string): Promise<Duties['policies']> {
  return (await allPolicies(db)).flatMap(({ name, definition }) =>
    definition.steps.flatMap((step, at) =>
      step.targets.some((target) => 'user' in target && target.user === person)
        ? [{ policy: name, step: at + 1 }]
        : [],
    ),
  );
}

function pagesWaitingFor(db: Query, person: string): Promise<Duties['pages']> {
  return db.many(sql`
    select id, title, state from oncall.pages
    where state <> 'resolved' and (owner = ${person} or (state = 'triggered' and ${person} = any(notified)))
    order by id desc limit 50`);
}
