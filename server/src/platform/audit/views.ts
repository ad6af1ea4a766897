import type { Anchor, AuditEntry, AuditFilters } from '@muster/contract/platform/audit';
import { fromIdCursor, pageOf } from '../cursor.ts';
import { type Query, sql } from '../db.ts';
import { all, type Sql } from '../sql.ts';
import { wireTime } from '../wire-time.ts';
import { headOf, lastAnchors } from './chain.ts';
import { columns, type Row, toEntry } from './entry.ts';

type Filters = { [key in keyof AuditFilters]?: AuditFilters[key] | undefined };

/** Latest first. */
export async function auditList(
  db: Query,
  { limit, cursor, ...filters }: Filters & { limit: number; cursor?: string | undefined },
): Promise<{ items: AuditEntry[]; nextCursor: string | null }> {
  const before = fromIdCursor(cursor);
  const conditions = [...conditionsOf(filters), ...(before ? [sql`id < ${before}`] : [])];
  const rows = await db.many<Row>(sql`
    select ${columns} from platform.audit where ${all(conditions)} order by id desc limit ${limit + 1}`);
  return pageOf(rows.map(toEntry), limit, (entry) => [entry.id]);
}

export async function auditState(db: Query) {
  const head = await headOf(db);
  const { waiting } = await db.one<{ waiting: number }>(
    sql`select count(*)::int as waiting from platform.audit where place is null`,
  );
  const anchors: Anchor[] = await lastAnchors(db, 30);
  return {
    head: head ? { ...head, at: wireTime(head.at) } : null,
    waiting,
    anchors,
  };
}

const piece = 500;

/**
 * The entries of the chain behind a place, in its order, up to another; a piece at a time, each by a statement of
 * its own, so that a slow reader holds no connection.
 */
export async function* chained(
  db: Query,
  { after, upTo, filters = {} }: { after: number; upTo: number; filters?: Filters },
): AsyncGenerator<AuditEntry[]> {
  const conditions = conditionsOf(filters);
  for (let place = after; ; ) {
    const rows = await db.many<Row>(sql`
      select ${columns} from platform.audit
      where ${all([sql`place > ${place}`, sql`place <= ${upTo}`, ...conditions])} order by place limit ${piece}`);
    if (rows.length > 0) yield rows.map(toEntry);
    const last = rows.at(-1)?.place;
    if (rows.length < piece || typeof last !== 'number') return;
    place = last;
  }
}

function conditionsOf(filters: Filters): Sql[] {
  const { actor, action, subject, address, outcome, by, from, until, text } = filters;
  return [
    ...(actor === undefined ? [] : [sql`actor = ${actor}`]),
    ...(action === undefined ? [] : [sql`action >= ${action}`, sql`action < ${`${action}\u{10FFFF}`}`]),
    ...(subject === undefined ? [] : [sql`subject = ${subject}`]),
    ...(address === undefined ? [] : [sql`address = ${address}`]),
    ...(outcome === undefined ? [] : [sql`outcome = ${outcome}`]),
    ...(by === undefined ? [] : [by === 'muster' ? sql`actor_kind = 'system'` : sql`actor_kind <> 'system'`]),
    ...(from === undefined ? [] : [sql`id >= ${firstIdOf(from)}`]),
    ...(until === undefined ? [] : [sql`id < ${firstIdOf(until)}`]),
    ...(text === undefined
      ? []
      : [
          sql`position(lower(${text}) in lower(concat_ws(' ', actor, how, address, action, subject, request_id, detail))) > 0`,
        ]),
  ];
}

/** The lowest id of an instant: ids begin with their milliseconds. */
function firstIdOf(instant: string): string {
  const ms = Math.max(0, Date.parse(instant));
  const hex = Math.min(ms, 0xffff_ffff_ffff).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
