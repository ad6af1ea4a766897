import { zstdCompressSync } from 'node:zlib';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import type { ChangeEvent } from './model.ts';

/** One request of a sender, for its delivery log. */
export interface StoredEvent {
  id: string;
  integrationId: string;
  door: string;
  receivedAt: Temporal.Instant;
  status: number;
  accepted: number;
  rejected: number;
  reason: string | null;
  raw: string;
}

/** Above this many characters a body is packed: a group of alerts repeats itself, and shrinks to a tenth. */
const packFrom = 4_000;

export function saveEvents(tx: Tx, events: readonly StoredEvent[]): void {
  tx.later(sql`
    insert into detect.events (id, integration_id, door, received_at, status, accepted, rejected, reason, raw, packed)
    select * from unnest(${events.map((e) => e.id)}::uuid[], ${events.map((e) => e.integrationId)}::uuid[],
      ${events.map((e) => e.door)}::text[], ${events.map((e) => e.receivedAt)}::timestamptz[],
      ${events.map((e) => e.status)}::int[], ${events.map((e) => e.accepted)}::int[], ${events.map((e) => e.rejected)}::int[],
      ${events.map((e) => e.reason)}::text[], ${events.map((e) => (e.raw.length < packFrom ? e.raw : null))}::text[],
      ${events.map((e) => (e.raw.length < packFrom ? null : zstdCompressSync(e.raw)))}::bytea[])`);
}

/** Answers the keys that were not known yet; a known one is a repeat of a delivery that was taken before. */
export async function claimDeliveryKeys(
  tx: Tx,
  keys: readonly { integrationId: string; key: string }[],
  now: Temporal.Instant,
): Promise<Set<string>> {
  const rows = await tx.many<{ integrationId: string; key: string }>(sql`
    insert into detect.delivery_keys (integration_id, key, expires_at)
    select distinct t.i, t.k, ${now.add({ hours: 72 })}::timestamptz
    from unnest(${keys.map((one) => one.integrationId)}::uuid[], ${keys.map((one) => one.key)}::text[]) as t(i, k)
    on conflict do nothing returning integration_id as "integrationId", key`);
  return new Set(rows.map((row) => `${row.integrationId} ${row.key}`));
}

export async function saveChange(
  tx: Tx,
  given: { id: string; integrationId: string; change: ChangeEvent; at: Temporal.Instant },
): Promise<void> {
  const { id, integrationId, at } = given;
  const { dedupKey, title, state, ...detail } = given.change;
  await tx.run(sql`
    insert into detect.changes (id, integration_id, dedup_key, title, state, detail, first_at, last_at)
    values (${id}, ${integrationId}, ${dedupKey}, ${title}, ${state}, ${JSON.stringify(detail)}::jsonb, ${at}, ${at})
    on conflict (integration_id, dedup_key) do update set title = excluded.title, state = excluded.state,
      detail = excluded.detail, last_at = excluded.last_at`);
}

/** What was changed since then, as change doors were told; first what was reported for one of these services. */
export function changesSince(
  db: Query,
  { since, services, limit }: { since: Temporal.Instant; services: readonly string[]; limit: number },
): Promise<{ title: string; state: string; service: string; at: Temporal.Instant }[]> {
  return db.many(sql`
    select c.title, c.state, i.service, c.last_at as at
    from detect.changes c join detect.integrations i on i.id = c.integration_id
    where c.last_at >= ${since}
    order by (i.service = any(${[...services]}::text[])) desc, c.last_at desc, c.id limit ${limit}`);
}

/** Old requests and delivery keys; alerts and change events stay. */
export async function forgetOldEvents(tx: Tx, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`delete from detect.delivery_keys where expires_at <= ${now}`);
  await tx.run(sql`
    delete from detect.events where (integration_id, id) in (select integration_id, id from detect.events where received_at < ${now.subtract({ hours: 24 * 30 })} limit 10000)`);
}
