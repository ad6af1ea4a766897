import type { getMessage, listMessages, Message } from '@muster/contract/platform/messages';
import type { z } from 'zod';
import { fromIdCursor, pageOf } from '../cursor.ts';
import { type Query, sql } from '../db.ts';
import { firstIdAt, isId } from '../ids.ts';
import { redactPatterns } from '../log.ts';
import { all, type Sql } from '../sql.ts';
import { wireTime, wireTimeOrNull } from '../wire-time.ts';
import type { Attempt, Delivery } from './model.ts';

type Asked = z.output<(typeof listMessages)['query']>;
type Opened = z.output<(typeof getMessage)['answer']>;

/** Everything of a message but what it says. */
interface Row {
  id: string;
  purpose: string;
  subject: string;
  person: string;
  via: string;
  kind: string;
  state: Delivery['state'];
  plannedAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
  sentAt: Temporal.Instant | null;
  reason: string;
  attempts: Attempt[];
  maybeDuplicate: boolean;
}

const columns = sql`id, purpose, subject, person, via, kind, state, planned_at as "plannedAt", expires_at as "expiresAt",
  sent_at as "sentAt", reason, attempts, maybe_duplicate as "maybeDuplicate"`;

/** The newest first. */
export async function messageList(
  db: Query,
  { limit, cursor, ...filters }: Asked,
): Promise<{ items: Message[]; nextCursor: string | null }> {
  const before = fromIdCursor(cursor);
  const conditions = [...conditionsOf(filters), ...(before ? [sql`id < ${before}`] : [])];
  const rows = await db.many<Row>(sql`
    select ${columns} from platform.deliveries where ${all(conditions)} order by id desc limit ${limit + 1}`);
  return pageOf(rows.map(shown), limit, (message) => [message.id]);
}

export async function messageView(db: Query, id: string): Promise<Opened | undefined> {
  if (!isId(id)) return undefined;
  const row = await db.maybe<Row>(sql`select ${columns} from platform.deliveries where id = ${id}`);
  if (!row) return undefined;
  const attempts = row.attempts.map((one) => ({ ...one, note: redactPatterns(one.note) }));
  return { ...shown(row), expiresAt: wireTime(row.expiresAt), attempts };
}

function conditionsOf(filters: Omit<Asked, 'limit' | 'cursor'>): Sql[] {
  const { person, kind, state, purpose, page, from, until, text } = filters;
  return [
    ...(person === undefined ? [] : [sql`person = ${person}`]),
    ...(kind === undefined ? [] : [sql`kind = ${kind}`]),
    ...(state === undefined ? [] : [sql`state = ${state}`]),
    ...(purpose === undefined ? [] : [sql`purpose = ${purpose}`]),
    ...(page === undefined ? [] : [sql`purpose = 'page'`, sql`subject = ${page}`]),
    // Ids begin with the moment at which they were made.
    ...(from === undefined ? [] : [sql`id >= ${firstIdOf(from)}`]),
    ...(until === undefined ? [] : [sql`id < ${firstIdOf(until)}`]),
    ...(text === undefined
      ? []
      : [
          sql`position(lower(${text}) in lower(concat_ws(' ', id, purpose, subject, person, via, kind, state, reason))) > 0`,
        ]),
  ];
}

function firstIdOf(instant: string): string {
  const ms = Math.min(Math.max(0, Date.parse(instant)), 0xffff_ffff_ffff);
  return firstIdAt(Temporal.Instant.fromEpochMilliseconds(ms)).replace('-7000-8000-', '-0000-0000-');
}

function shown({ subject, plannedAt, sentAt, expiresAt: _, attempts, reason, ...same }: Row): Message {
  return {
    ...same,
    page: same.purpose === 'page' ? subject : null,
    plannedAt: wireTime(plannedAt),
    sentAt: wireTimeOrNull(sentAt),
    tries: attempts.length,
    reason: redactPatterns(reason),
  };
}
