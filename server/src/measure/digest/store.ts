import type { DigestWish } from '@muster/contract/measure/digest';
import { type Query, sql, type Tx } from '../../platform/db.ts';

export interface StoredDigest extends Omit<DigestWish, 'isOn'> {
  person: string;
  dueAt: Temporal.Instant | null;
  toldUntil: Temporal.Instant | null;
}

const columns = sql`person, weekday, hour, scope, due_at as "dueAt", told_until as "toldUntil"`;

export function findDigest(db: Query, person: string): Promise<StoredDigest | undefined> {
  return db.maybe(sql`select ${columns} from measure.digests where person = ${person}`);
}

export async function saveDigest(tx: Tx, one: StoredDigest): Promise<void> {
  await tx.run(sql`
    insert into measure.digests (person, weekday, hour, scope, due_at, told_until)
    values (${one.person}, ${one.weekday}, ${one.hour}, ${one.scope}, ${one.dueAt}, ${one.toldUntil})
    on conflict (person) do update set weekday = excluded.weekday, hour = excluded.hour, scope = excluded.scope,
      due_at = excluded.due_at, told_until = excluded.told_until`);
}

export function lockDueDigests(tx: Tx, now: Temporal.Instant): Promise<StoredDigest[]> {
  return tx.many(sql`
    select ${columns} from measure.digests where due_at <= ${now} order by due_at limit 10 for update skip locked`);
}

export async function nextDigestAt(db: Query): Promise<Temporal.Instant | null> {
  const { at } = await db.one<{ at: Temporal.Instant | null }>(
    sql`select min(due_at) as at from measure.digests`,
  );
  return at;
}
