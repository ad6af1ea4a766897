import { zstdDecompressSync } from 'node:zlib';
import type { Integration } from '@muster/contract/detect/integrations';
import { fromCursor, fromIdCursor, pageOf } from '../../platform/cursor.ts';
import { type Query, sql } from '../../platform/db.ts';
import { all, type Sql } from '../../platform/sql.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';
import { addressOf, type StoredIntegration } from './model.ts';
import { allIntegrations } from './store.ts';

interface Row {
  name: string;
  door: Integration['door'];
  service: string;
  keyHint: string;
  createdAt: Temporal.Instant;
  lastEventAt: Temporal.Instant | null;
}

const columns = sql`i.name, i.door, i.service, i.key_hint as "keyHint", i.created_at as "createdAt",
  (select e.received_at from detect.events e where e.integration_id = i.id and e.status < 300 order by e.id desc limit 1) as "lastEventAt"`;

export async function integrationList(
  db: Query,
  url: string,
  asked: { limit: number; cursor?: string | undefined },
) {
  const after = fromCursor(asked.cursor, 1)?.[0] ?? '';
  const rows = await db.many<Row>(sql`
    select ${columns} from detect.integrations i where i.name > ${after} order by i.name limit ${asked.limit + 1}`);
  return pageOf(
    rows.map((row) => toWire(url, row)),
    asked.limit,
    (item) => [item.name],
  );
}

export async function integrationView(
  db: Query,
  url: string,
  name: string,
): Promise<Integration | undefined> {
  const row = await db.maybe<Row>(sql`select ${columns} from detect.integrations i where i.name = ${name}`);
  return row && toWire(url, row);
}

/** All integrations by the hash of their key, for the doors. */
export async function integrationsByKey(db: Query): Promise<Map<string, StoredIntegration>> {
  return new Map((await allIntegrations(db)).map((one) => [one.keyHash, one]));
}

/** How many integrations there are, and how many of them have been heard. */
export function heardIntegrations(db: Query): Promise<{ all: number; heard: number }> {
  return db.one(sql`
    select count(*)::int as all, (count(*) filter (where exists (
      select from detect.events e where e.integration_id = i.id and e.status < 300)))::int as heard
    from detect.integrations i`);
}

/** What sends alerts of this service, and when each was last heard. */
export function sendersTo(
  db: Query,
  service: string,
): Promise<{ name: string; lastEventAt: Temporal.Instant | null }[]> {
  return db.many(sql`
    select i.name, (select e.received_at from detect.events e
      where e.integration_id = i.id and e.status < 300 order by e.id desc limit 1) as "lastEventAt"
    from detect.integrations i where i.service = ${service} order by i.name limit 50`);
}

interface EventRow {
  id: string;
  receivedAt: Temporal.Instant;
  status: number;
  accepted: number;
  rejected: number;
  reason: string | null;
  raw: string | null;
  packed: Buffer | null;
}

/** The last requests of one sender, newest first. */
export async function deliveryList(
  db: Query,
  integration: string,
  asked: { limit: number; cursor?: string | undefined },
) {
  const before = fromIdCursor(asked.cursor);
  const conditions: Sql[] = [
    sql`e.integration_id = (select i.id from detect.integrations i where i.name = ${integration})`,
  ];
  if (before) conditions.push(sql`e.id < ${before}::uuid`);
  const rows = await db.many<EventRow>(sql`
    select e.id, e.received_at as "receivedAt", e.status, e.accepted, e.rejected, e.reason, e.raw, e.packed
    from detect.events e where ${all(conditions)} order by e.id desc limit ${asked.limit + 1}`);
  const items = rows.map(({ packed, raw, receivedAt, ...row }) => ({
    ...row,
    receivedAt: wireTime(receivedAt),
    raw: raw ?? (packed ? zstdDecompressSync(packed).toString('utf8') : ''),
  }));
  return pageOf(items, asked.limit, (item) => [item.id]);
}

function toWire(url: string, row: Row): Integration {
  return {
    ...row,
    address: addressOf(url, row.door),
    createdAt: wireTime(row.createdAt),
    lastEventAt: wireTimeOrNull(row.lastEventAt),
  };
}
