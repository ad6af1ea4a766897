import type { Act } from '../act.ts';
import { type Query, sql } from '../db.ts';
import type { Finding, Found, NodeState } from './model.ts';

const columns = sql`f.id, f.check_name as check, f.subject, f.text, f.first_at as "firstAt", f.last_at as "lastAt",
  f.mended_at as "mendedAt", f.alarmed_at as "alarmedAt", f.ended_at as "endedAt"`;

/** What one check saw in one audit; `mended` tells whether something was done about it. */
export interface Seen {
  check: string;
  found: readonly Found[];
  mended: boolean;
}

/** Keeps what was seen, and ends what these checks have not seen any more. */
export async function keepFindings(act: Act, seen: readonly Seen[]): Promise<void> {
  const rows = seen.flatMap(({ check, found, mended }) =>
    found.map(({ subject, text }) => ({ id: act.newId(), check, subject, text, mended })),
  );
  await act.tx.run(sql`
    insert into platform.findings (id, check_name, subject, text, first_at, last_at, mended_at)
    select t.id, t.check_name, t.subject, t.text, ${act.now}, ${act.now},
      case when t.mended then ${act.now}::timestamptz end
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.check)}::text[],
      ${rows.map((row) => row.subject)}::text[], ${rows.map((row) => row.text)}::text[],
      ${rows.map((row) => row.mended)}::boolean[]) as t(id, check_name, subject, text, mended)
    on conflict (check_name, subject) where ended_at is null do update set text = excluded.text,
      last_at = excluded.last_at, mended_at = coalesce(excluded.mended_at, platform.findings.mended_at)`);
  await act.tx.run(sql`
    update platform.findings set ended_at = ${act.now}
    where ended_at is null and check_name = any(${seen.map((one) => one.check)}::text[])
      and not exists (select 1 from unnest(${rows.map((row) => row.check)}::text[], ${rows.map((row) => row.subject)}::text[])
        as t(check_name, subject) where t.check_name = findings.check_name and t.subject = findings.subject)`);
}

export function openFindings(db: Query): Promise<Finding[]> {
  return db.many(sql`
    select ${columns} from platform.findings f where f.ended_at is null order by f.first_at, f.id limit 500`);
}

export function endedFindings(db: Query, since: Temporal.Instant): Promise<Finding[]> {
  return db.many(sql`
    select ${columns} from platform.findings f where f.ended_at > ${since} order by f.ended_at desc limit 50`);
}

export async function markAlarmed(db: Query, ids: readonly string[], at: Temporal.Instant): Promise<void> {
  await db.run(sql`update platform.findings set alarmed_at = ${at} where id = any(${[...ids]}::uuid[])`);
}

/** Nodes that are gone for long are forgotten, and findings that ended long ago. */
export async function forgetOld(act: Act): Promise<void> {
  await act.tx.run(sql`delete from platform.nodes where at < ${act.now.subtract({ minutes: 30 })}`);
  await act.tx.run(
    sql`delete from platform.findings where ended_at < ${act.now.subtract({ hours: 24 * 90 })}`,
  );
}

export function allNodes(db: Query): Promise<NodeState[]> {
  return db.many(sql`
    select node, at, skew_ms as "skewMs", workers, found, mended, took_ms as "tookMs", failed
    from platform.nodes order by node`);
}

export async function saveNode(db: Query, one: NodeState): Promise<void> {
  await db.run(sql`
    insert into platform.nodes (node, at, skew_ms, workers, found, mended, took_ms, failed)
    values (${one.node}, ${one.at}, ${one.skewMs}, ${JSON.stringify(one.workers)}::jsonb, ${one.found}, ${one.mended},
      ${one.tookMs}, ${one.failed}::text[])
    on conflict (node) do update set at = excluded.at, skew_ms = excluded.skew_ms, workers = excluded.workers,
      found = excluded.found, mended = excluded.mended, took_ms = excluded.took_ms, failed = excluded.failed`);
}

/** A node that stops as it should is not missed. */
export async function forgetNode(db: Query, node: string): Promise<void> {
  await db.run(sql`delete from platform.nodes where node = ${node}`);
}

/** What the database's own clock shows: the one question that is about that clock. Any role may ask it. */
export async function databaseTime(db: Query): Promise<Temporal.Instant> {
  return (await db.one<{ at: Temporal.Instant }>(sql`select timeofday()::timestamptz as at`)).at;
}
