/** Subscribers, the pages that they are told of, and how often a mailbox was written to because somebody typed it in. */
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { newSecret } from '../../platform/ids.ts';
import { keptSecret } from '../../platform/kept-secret.ts';
import type { Platform } from '../../platform/platform.ts';
import { notFound } from '../../platform/refusal.ts';
import { hashOf } from '../../platform/secrets.ts';
import type { Subscriber, SubscriberKind, SubscriberState } from './model.ts';

export const columns = sql`id, page, kind, state, components, sealed, asked_at as "askedAt", confirmed_at as "confirmedAt",
  confirm_until as "confirmUntil", confirm_hash as "confirmHash", ok_at as "okAt", reason`;

export function findByMark(db: Query, page: string, mark: string): Promise<Subscriber | undefined> {
  return db.maybe(sql`select ${columns} from inform.subscribers where page = ${page} and mark = ${mark}`);
}

export function lockById(tx: Tx, id: string): Promise<Subscriber | undefined> {
  return tx.maybe(sql`select ${columns} from inform.subscribers where id = ${id} for update`);
}

export function lockByManage(tx: Tx, page: string, hash: string): Promise<Subscriber | undefined> {
  return tx.maybe(
    sql`select ${columns} from inform.subscribers where page = ${page} and manage_hash = ${hash} for update`,
  );
}

export function findByManage(db: Query, page: string, hash: string): Promise<Subscriber | undefined> {
  return db.maybe(
    sql`select ${columns} from inform.subscribers where page = ${page} and manage_hash = ${hash}`,
  );
}

export function findByConfirm(db: Query, page: string, hash: string): Promise<Subscriber | undefined> {
  return db.maybe(
    sql`select ${columns} from inform.subscribers where page = ${page} and confirm_hash = ${hash}`,
  );
}

export function lockByConfirm(tx: Tx, page: string, hash: string): Promise<Subscriber | undefined> {
  return tx.maybe(
    sql`select ${columns} from inform.subscribers where page = ${page} and confirm_hash = ${hash} for update`,
  );
}

/** What is written of one that is asked, anew or again. */
export interface Asked {
  id: string;
  page: string;
  kind: SubscriberKind;
  mark: string;
  sealed: string;
  manageHash: string;
  components: readonly string[] | null;
  confirmHash: string | null;
  confirmUntil: Temporal.Instant;
  now: Temporal.Instant;
}

/** One that was typed in before is asked anew, with new secrets. Answers its id. */
export async function saveAsked(tx: Tx, one: Asked): Promise<string> {
  const components = one.components === null ? null : JSON.stringify(one.components);
  const row = await tx.one<{ id: string }>(sql`
    insert into inform.subscribers (id, page, kind, state, mark, sealed, manage_hash, components, asked_at, confirm_hash, confirm_until)
    values (${one.id}, ${one.page}, ${one.kind}, 'asked', ${one.mark}, ${one.sealed}, ${one.manageHash},
      ${components}::jsonb, ${one.now}, ${one.confirmHash}, ${one.confirmUntil})
    on conflict (page, mark) do update set state = 'asked', sealed = excluded.sealed, manage_hash = excluded.manage_hash,
      components = excluded.components, asked_at = excluded.asked_at, confirm_hash = excluded.confirm_hash,
      confirm_until = excluded.confirm_until, reason = ''
    returning id`);
  return row.id;
}

export async function saveConfirmed(tx: Tx, id: string, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`
    update inform.subscribers set state = 'confirmed', confirmed_at = ${now}, confirm_hash = null, confirm_until = null,
      reason = '' where id = ${id}`);
}

export async function saveComponents(
  tx: Tx,
  id: string,
  components: readonly string[] | null,
): Promise<void> {
  const chosen = components === null ? null : JSON.stringify(components);
  await tx.run(sql`update inform.subscribers set components = ${chosen}::jsonb where id = ${id}`);
}

export async function saveArrived(tx: Tx, id: string, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`update inform.subscribers set ok_at = ${now} where id = ${id}`);
}

export async function saveState(tx: Tx, id: string, state: SubscriberState, reason: string): Promise<void> {
  await tx.run(sql`update inform.subscribers set state = ${state}, reason = ${reason} where id = ${id}`);
}

export async function deleteSubscriber(tx: Tx, id: string): Promise<boolean> {
  return (await tx.run(sql`delete from inform.subscribers where id = ${id}`)) === 1;
}

/** Those that never agreed, and the counts of yesterday. */
export async function forgetAsked(
  tx: Tx,
  before: Temporal.Instant,
  asksBefore: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`delete from inform.subscribers where state = 'asked' and asked_at < ${before}`);
  await tx.run(sql`delete from inform.subscription_asks where at < ${asksBefore}`);
}

export async function asksSince(db: Query, mark: string, since: Temporal.Instant): Promise<number> {
  const row = await db.one<{ count: number }>(
    sql`select count(*)::int as count from inform.subscription_asks where mark = ${mark} and at > ${since}`,
  );
  return row.count;
}

export async function saveAsk(tx: Tx, mark: string, at: Temporal.Instant): Promise<void> {
  await tx.run(sql`insert into inform.subscription_asks (mark, at) values (${mark}, ${at})`);
}

/** Two who type in the same address at once take turns. */
export async function takeTurns(tx: Tx, mark: string): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`subscriber:${mark}`}, 0))`);
}

export function findSubscriber(db: Query, id: string): Promise<Subscriber | undefined> {
  return db.maybe(sql`select ${columns} from inform.subscribers where id = ${id}`);
}

/** Of these, the ones that are told. */
export async function stillConfirmed(db: Query, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db.many<{ id: string }>(
    sql`select id from inform.subscribers where id = any(${[...ids]}::uuid[]) and state = 'confirmed'`,
  );
  return new Set(rows.map((one) => one.id));
}

export function hasSubscribers(db: Query, page: string): Promise<{ one: number } | undefined> {
  return db.maybe(
    sql`select 1 as one from inform.subscribers where page = ${page} and state = 'confirmed' limit 1`,
  );
}

/** The next so many who agreed, in order of their ids, whatever they chose. */
export function nextToTell(
  db: Query,
  { page, reached }: { page: string; reached: string | null },
  limit: number,
): Promise<Pick<Subscriber, 'id' | 'kind' | 'components'>[]> {
  return db.many(sql`
    select id, kind, components from inform.subscribers
    where page = ${page} and state = 'confirmed' and id > coalesce(${reached}::uuid, '00000000-0000-0000-0000-000000000000')
    order by id limit ${limit}`);
}

/** What of a status page subscribers have to do with; `slug` is its name in addresses. */
export interface SubscribedPage {
  id: string;
  slug: string;
  name: string;
  components: { id: string; name: string }[];
}

const page = sql`p.id, p.name as slug, p.title as name,
  coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name) order by c.place)
    from inform.components c where c.page = p.id), '[]') as components`;

/** Only public pages have subscribers: to whom an internal one may be told is not known without an account. */
export function publicPage(db: Query, slug: string): Promise<SubscribedPage | undefined> {
  return db.maybe(sql`
    select ${page} from inform.status_pages p where p.name = ${slug} and p.visibility = 'public'`);
}

export function pageById(db: Query, id: string): Promise<SubscribedPage | undefined> {
  return db.maybe(
    sql`select ${page} from inform.status_pages p where p.id = ${id} and p.visibility = 'public'`,
  );
}

/** A page by its name, whoever may read it. */
export async function pageIdOf(db: Query, name: string): Promise<string> {
  const row = await db.maybe<{ id: string }>(sql`select id from inform.status_pages where name = ${name}`);
  if (!row) throw notFound('status page');
  return row.id;
}

/** The same for one address whenever it is asked, and nothing to whoever reads it without this server's secret. */
export async function markOf(
  { db, secrets }: Pick<Platform, 'db' | 'secrets'>,
  text: string,
): Promise<string> {
  return hashOf(`${await keptSecret(db, secrets, 'inform.subscribers', newSecret)}:${text}`);
}
