import { type PhoneRule, phoneRule } from '@muster/contract/connect/providers';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import type { SecretBox } from '../../platform/secrets.ts';
import type { Kept, Provider } from './model.ts';

export interface StoredProvider extends Provider {
  probeProblem: string | null;
}

interface Row {
  name: string;
  sealed: string;
  probeProblem: string | null;
}

const columns = sql`name, sealed, probe_problem as "probeProblem"`;

export async function allProviders(db: Query, secrets: SecretBox): Promise<StoredProvider[]> {
  const rows = await db.many<Row>(sql`select ${columns} from connect.providers order by place, name`);
  return rows.map((row) => opened(row, secrets));
}

export async function findProvider(
  db: Query,
  secrets: SecretBox,
  name: string,
): Promise<StoredProvider | undefined> {
  const row = await db.maybe<Row>(sql`select ${columns} from connect.providers where name = ${name}`);
  return row && opened(row, secrets);
}

export async function saveProvider(
  tx: Tx,
  secrets: SecretBox,
  { name, body, callback }: Provider,
  now: Temporal.Instant,
): Promise<void> {
  const kept: Kept = { body, callback };
  await tx.run(sql`
    insert into connect.providers (name, kind, classes, place, is_on, sealed, created_at)
    values (${name}, ${body.kind}, ${body.classes}::text[], ${body.place}, ${body.isOn},
      ${secrets.seal(JSON.stringify(kept))}, ${now})
    on conflict (name) do update set kind = excluded.kind, classes = excluded.classes, place = excluded.place,
      is_on = excluded.is_on, sealed = excluded.sealed, probed_at = null, probe_problem = null`);
}

export async function deleteProvider(tx: Tx, name: string): Promise<boolean> {
  return (await tx.run(sql`delete from connect.providers where name = ${name}`)) === 1;
}

export async function saveProbe(
  tx: Tx,
  name: string,
  problem: string | null,
  now: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`
    update connect.providers set probed_at = ${now}, probe_problem = ${problem} where name = ${name}`);
}

/** Where messages may go, and how many; the usual where nobody has said. */
export async function currentRule(db: Query): Promise<PhoneRule> {
  const row = await db.maybe<{ settings: unknown }>(sql`select settings from connect.phone_rule`);
  return phoneRule.parse(row?.settings ?? {});
}

export async function saveRule(tx: Tx, rule: PhoneRule): Promise<void> {
  await tx.run(sql`
    insert into connect.phone_rule (settings) values (${JSON.stringify(rule)}::jsonb)
    on conflict (only_one) do update set settings = excluded.settings`);
}

/** Answers whether this is news. */
export async function raiseAlarm(tx: Tx, subject: string, now: Temporal.Instant): Promise<boolean> {
  const count = await tx.run(sql`
    insert into connect.alarms (subject, since) values (${subject}, ${now}) on conflict do nothing`);
  return count === 1;
}

export async function endAlarm(tx: Tx, subject: string): Promise<boolean> {
  return (await tx.run(sql`delete from connect.alarms where subject = ${subject}`)) === 1;
}

export async function forgetAlarms(tx: Tx, before: Temporal.Instant): Promise<void> {
  await tx.run(sql`delete from connect.alarms where since < ${before} and subject like 'limit:%'`);
}

/** Sealed by `saveProvider` alone, so it is what was sealed there. */
function opened({ name, sealed, probeProblem }: Row, secrets: SecretBox): StoredProvider {
  return { name, probeProblem, ...(JSON.parse(secrets.open(sealed)) as Kept) };
}
