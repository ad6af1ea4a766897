/** What people follow. */
import type { Subscription } from '@muster/contract/inform/subscriptions';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { isId } from '../../platform/ids.ts';

export interface StoredSubscription {
  id: string;
  person: string;
  kind: Subscription['kind'];
  subject: string;
  via: string;
  createdAt: Temporal.Instant;
}

const columns = sql`id, person, kind, subject, via, created_at as "createdAt"`;

export function subscriptionsBy(db: Query, person: string): Promise<StoredSubscription[]> {
  return db.many(
    sql`select ${columns} from inform.subscriptions where person = ${person} order by created_at, id`,
  );
}

export async function findSubscription(db: Query, id: string): Promise<StoredSubscription | undefined> {
  return isId(id) ? db.maybe(sql`select ${columns} from inform.subscriptions where id = ${id}`) : undefined;
}

export async function saveSubscription(tx: Tx, one: StoredSubscription): Promise<void> {
  await tx.run(sql`
    insert into inform.subscriptions (id, person, kind, subject, via, created_at)
    values (${one.id}, ${one.person}, ${one.kind}, ${one.subject}, ${one.via}, ${one.createdAt})
    on conflict (person, kind, subject) do update set via = excluded.via`);
}

export async function deleteSubscription(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`delete from inform.subscriptions where id = ${id}`);
}

/** Whoever follows this incident, one of these services, or one of these severities; the oldest first. */
export function followersOf(
  db: Query,
  {
    incident,
    services,
    severities,
  }: { incident: string; services: readonly string[]; severities: readonly string[] },
): Promise<StoredSubscription[]> {
  return db.many(sql`
    select ${columns} from inform.subscriptions
    where (kind = 'incident' and subject = ${incident})
      or (kind = 'service' and subject = any(${[...services]}::text[]))
      or (kind = 'severity' and subject = any(${[...severities]}::text[]))
    order by created_at, id`);
}
