import { type AvailabilityRule, type StoredRule, usualRule } from '@muster/contract/measure/availability';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { wireTime } from '../../platform/wire-time.ts';

/** The one in force, or the usual one as version 0. */
export async function ruleInForce(db: Query): Promise<StoredRule> {
  const row = await db.maybe<{ version: number; rule: AvailabilityRule; changedAt: Temporal.Instant }>(sql`
    select version, rule, changed_at as "changedAt" from measure.availability_rules order by version desc limit 1`);
  if (!row) return { ...usualRule, version: 0, changedAt: null };
  return { ...row.rule, version: row.version, changedAt: wireTime(row.changedAt) };
}

/** Two who change it at once write one after the other. */
export async function lockRules(tx: Tx): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended('availability rules', 0))`);
}

export async function addRule(
  tx: Tx,
  { version, rule, now }: { version: number; rule: AvailabilityRule; now: Temporal.Instant },
): Promise<void> {
  await tx.run(sql`
    insert into measure.availability_rules (version, rule, changed_at)
    values (${version}, ${JSON.stringify(rule)}::jsonb, ${now})`);
}
