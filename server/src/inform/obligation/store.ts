/** The rules as the company has them: what Muster comes with, and each version of what was changed. */
import type { KeptRule } from '@muster/contract/respond/obligations';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { shippedRules } from './shipped.ts';

const shipped: readonly KeptRule[] = shippedRules.map((rule) => ({ ...rule, version: 1 }));

/** As they are now: those that Muster comes with in their order, then those of the company. */
export async function loadRules(db: Query): Promise<KeptRule[]> {
  const rows = await db.many<{ rule: KeptRule }>(sql`
    select distinct on (name) rule from inform.obligation_rules order by name, version desc`);
  const changed = new Map(rows.map(({ rule }) => [rule.name, rule]));
  const own = [...changed.values()].filter((one) => !shipped.some((known) => known.name === one.name));
  return [...shipped.map((one) => changed.get(one.name) ?? one), ...own];
}

export async function findRule(db: Query, name: string): Promise<KeptRule | undefined> {
  const row = await db.maybe<{ rule: KeptRule }>(sql`
    select rule from inform.obligation_rules where name = ${name} order by version desc limit 1`);
  return row?.rule ?? shipped.find((one) => one.name === name);
}

export async function insertRule(
  tx: Tx,
  rule: KeptRule,
  { at, by }: { at: Temporal.Instant; by: string },
): Promise<void> {
  await tx.run(sql`
    insert into inform.obligation_rules (name, version, rule, changed_at, changed_by)
    values (${rule.name}, ${rule.version}, ${JSON.stringify(rule)}, ${at}, ${by})`);
}

export interface RuleVersion {
  rule: KeptRule;
  changedAt: string;
  changedBy: string;
}

/** The latest first; not the one that Muster came with. */
export async function versionsOf(db: Query, name: string): Promise<RuleVersion[]> {
  const rows = await db.many<Omit<RuleVersion, 'changedAt'> & { changedAt: Temporal.Instant }>(sql`
    select rule, changed_at as "changedAt", changed_by as "changedBy" from inform.obligation_rules
    where name = ${name} order by version desc limit 100`);
  return rows.map((row) => ({ ...row, changedAt: wireTime(row.changedAt) }));
}
