import type { Act } from '../../platform/act.ts';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import type { Finding, Kept } from './model.ts';

export const coverageSweep = 'oncall.auditCoverage';

/** Several changes of one moment are looked at together. */
const gathering = { seconds: 30 } as const;

/** Something changed that coverage depends on: it is looked at again soon after the commit. */
export function coverageChanged(act: Act): void {
  const due = act.now.add(gathering);
  act.tx.later(sql`insert into oncall.coverage_due (id, due_at) values (${act.newId()}, ${due})`);
  act.poke(coverageSweep, due);
}

export async function nextCoverageDue(db: Query): Promise<Temporal.Instant | null> {
  return (
    await db.one<{ due: Temporal.Instant | null }>(sql`select min(due_at) as due from oncall.coverage_due`)
  ).due;
}

/** Any number that all nodes agree on. */
const coverageLock = 7_305_615;

/** Takes the changes that are due; false when another node looks at this moment. */
export async function takeChanges(tx: Tx, now: Temporal.Instant): Promise<boolean> {
  const { taken } = await tx.one<{ taken: boolean }>(
    sql`select pg_try_advisory_xact_lock(${coverageLock}) as taken`,
  );
  if (!taken) return false;
  await tx.run(sql`delete from oncall.coverage_due where due_at <= ${now}`);
  return true;
}

/** Keeps what was found, and ends what is mended. What is still so keeps its row, with the words of today. */
export async function keepFindings(act: Act, found: readonly Finding[]): Promise<void> {
  const keys = sql`unnest(${found.map((one) => one.kind)}::text[], ${found.map((one) => one.subject)}::text[])`;
  await act.tx.run(sql`
    update oncall.coverage_findings f set ended_at = ${act.now}
    where f.ended_at is null and not exists (
      select 1 from ${keys} as t(kind, subject) where t.kind = f.kind and t.subject = f.subject)`);
  await act.tx.run(sql`
    insert into oncall.coverage_findings (id, kind, subject, text, team, first_at, bites_at)
    select t.id, t.kind, t.subject, t.text, t.team, ${act.now}, t.bites_at
    from unnest(${found.map(() => act.newId())}::uuid[], ${found.map((one) => one.kind)}::text[],
      ${found.map((one) => one.subject)}::text[], ${found.map((one) => one.text)}::text[],
      ${found.map((one) => one.team)}::text[], ${found.map((one) => one.bitesAt)}::timestamptz[])
      as t(id, kind, subject, text, team, bites_at)
    on conflict (kind, subject) where ended_at is null
      do update set text = excluded.text, team = excluded.team, bites_at = excluded.bites_at`);
}

export function openFindings(db: Query): Promise<Kept[]> {
  return db.many(sql`
    select id, kind, subject, text, team, first_at as "firstAt", bites_at as "bitesAt", told_at as "toldAt",
      urged_at as "urgedAt"
    from oncall.coverage_findings where ended_at is null order by bites_at nulls last, first_at, id limit 1000`);
}

export async function markTold(act: Act, told: readonly Kept[], urged: readonly Kept[]): Promise<void> {
  const ids = (list: readonly Kept[]) => list.map((one) => one.id);
  await act.tx.run(sql`
    update oncall.coverage_findings set told_at = coalesce(told_at, ${act.now}),
      urged_at = case when id = any(${ids(urged)}::uuid[]) then ${act.now}::timestamptz else urged_at end
    where id = any(${[...ids(told), ...ids(urged)]}::uuid[])`);
}
