import type { PagingTestPlan } from '@muster/contract/oncall/paging-tests';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { firstIdAt } from '../../platform/ids.ts';
import { keptDays, type TestRow } from './model.ts';

const mostShown = 100;
const mostEnded = 200;

const columns = sql`id, schedule, person, is_weekly as "isWeekly", state, page_id as "pageId", opened_at as "openedAt",
  ends_at as "endsAt", ended_at as "endedAt", acknowledged_at as "acknowledgedAt", methods`;
const planColumns = sql`weekday, hour, is_announced as "isAnnounced", at_night as "atNight", minutes`;

/** Adds tests, or changes those that are known by their id. */
export async function saveTest(tx: Tx, one: TestRow): Promise<void> {
  await tx.run(sql`
    insert into oncall.paging_tests (id, schedule, person, is_weekly, state, page_id, opened_at, ends_at, ended_at,
      acknowledged_at, methods)
    values (${one.id}, ${one.schedule}, ${one.person}, ${one.isWeekly}, ${one.state}, ${one.pageId}, ${one.openedAt},
      ${one.endsAt}, ${one.endedAt}, ${one.acknowledgedAt}, ${JSON.stringify(one.methods)}::jsonb)
    on conflict (id) do update set state = excluded.state, ended_at = excluded.ended_at,
      acknowledged_at = excluded.acknowledged_at, methods = excluded.methods`);
}

export function testsOf(db: Query, schedule: string): Promise<TestRow[]> {
  return db.many(sql`
    select ${columns} from oncall.paging_tests where schedule = ${schedule} order by id desc limit ${mostShown}`);
}

/** The latest test of each person that rang and is over, by name. */
export function latestTests(db: Query): Promise<TestRow[]> {
  return db.many(sql`
    select distinct on (person) ${columns} from oncall.paging_tests
    where state in ('acknowledged', 'unanswered') order by person, id desc`);
}

/** Those that are not over. What another node holds is passed over. */
export function lockRunningTests(tx: Tx): Promise<TestRow[]> {
  return tx.many(sql`
    select ${columns} from oncall.paging_tests where ended_at is null order by ends_at limit ${mostEnded}
    for update skip locked`);
}

export async function hasRunningTest(tx: Tx, schedule: string): Promise<boolean> {
  const row = await tx.maybe(sql`
    select id from oncall.paging_tests where schedule = ${schedule} and ended_at is null limit 1`);
  return row !== undefined;
}

/** Lets whoever else begins a test of the same schedule wait. */
export async function lockSchedule(tx: Tx, schedule: string): Promise<void> {
  await tx.run(sql`select name from oncall.schedules where name = ${schedule} for no key update`);
}

export function findPlan(db: Query, schedule: string): Promise<PagingTestPlan | undefined> {
  return db.maybe(sql`select ${planColumns} from oncall.paging_test_plans where schedule = ${schedule}`);
}

export async function savePlan(tx: Tx, schedule: string, plan: PagingTestPlan | null): Promise<void> {
  if (plan === null) {
    await tx.run(sql`delete from oncall.paging_test_plans where schedule = ${schedule}`);
    return;
  }
  await tx.run(sql`
    insert into oncall.paging_test_plans (schedule, weekday, hour, is_announced, at_night, minutes)
    values (${schedule}, ${plan.weekday}, ${plan.hour}, ${plan.isAnnounced}, ${plan.atNight}, ${plan.minutes})
    on conflict (schedule) do update set weekday = excluded.weekday, hour = excluded.hour,
      is_announced = excluded.is_announced, at_night = excluded.at_night, minutes = excluded.minutes`);
}

export type LockedPlan = PagingTestPlan & { schedule: string; lastDay: string | null };

/** All plans, by schedule. What another node holds is passed over: it does the same. */
export function lockPlans(tx: Tx): Promise<LockedPlan[]> {
  return tx.many(sql`
    select schedule, ${planColumns}, last_day::text as "lastDay" from oncall.paging_test_plans
    order by schedule for update skip locked`);
}

export async function markDay(tx: Tx, schedule: string, day: string): Promise<void> {
  await tx.run(sql`update oncall.paging_test_plans set last_day = ${day}::date where schedule = ${schedule}`);
}

/** Results are kept for a year. */
export async function forgetOldTests(tx: Tx, now: Temporal.Instant): Promise<void> {
  const before = firstIdAt(now.subtract({ hours: 24 * keptDays }));
  await tx.run(sql`delete from oncall.paging_tests where id < ${before} and ended_at is not null`);
}
