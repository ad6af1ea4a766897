import type { Policy } from '@muster/contract/oncall/definition';
import type { Items } from '../../catalog/index.ts';
import { type Query, sql, type Tx } from '../../platform/db.ts';

export interface StoredPolicy {
  name: string;
  team: string | null;
  definition: Policy;
}

export function allPolicies(db: Query): Promise<StoredPolicy[]> {
  return db.many(sql`select name, team, definition from oncall.policies order by name`);
}

export async function loadPolicies(db: Query, names: readonly string[]): Promise<Map<string, Policy>> {
  const rows = await db.many<StoredPolicy>(sql`
    select name, team, definition from oncall.policies where name = any(${[...names]}::text[])`);
  return new Map(rows.map((row) => [row.name, row.definition]));
}

export async function savePolicy(
  tx: Tx,
  { name, team, definition }: StoredPolicy,
  now: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`
    insert into oncall.policies (name, team, definition, created_at) values (${name}, ${team}, ${JSON.stringify(definition)}::jsonb, ${now})
    on conflict (name) do update set team = excluded.team, definition = excluded.definition`);
}

export async function deletePolicies(tx: Tx, names: readonly string[]): Promise<void> {
  await tx.run(sql`delete from oncall.policies where name = any(${[...names]}::text[])`);
  await tx.run(sql`delete from oncall.rings where policy = any(${[...names]}::text[])`);
}

/** Where the rings of these policies stand; locked, because the page that decides moves them (E11). */
export async function lockRings(tx: Tx, policies: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.many<{ policy: string; step: number; position: number }>(sql`
    select policy, step, position from oncall.rings where policy = any(${[...policies]}::text[]) order by policy, step for update`);
  return new Map(rows.map((row) => [ringKey(row.policy, row.step), row.position]));
}

/** Where they stand, for those who only look. */
export async function ringsOf(db: Query, policy: string): Promise<Map<number, number>> {
  const rows = await db.many<{ step: number; position: number }>(
    sql`select step, position from oncall.rings where policy = ${policy}`,
  );
  return new Map(rows.map((row) => [row.step, row.position]));
}

export async function saveRing(
  tx: Tx,
  ring: { policy: string; step: number; position: number },
): Promise<void> {
  await tx.run(sql`
    insert into oncall.rings (policy, step, position) values (${ring.policy}, ${ring.step}, ${ring.position})
    on conflict (policy, step) do update set position = excluded.position`);
}

export function ringKey(policy: string, step: number): string {
  return `${step} ${policy}`;
}

/** In the form of the organisation file. */
export function toFileItem({ name, team, definition }: StoredPolicy): Items<'policies'>[number] {
  return { name, ...(team === null ? {} : { team }), ...definition };
}
