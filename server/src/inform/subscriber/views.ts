import type { listSubscribers } from '@muster/contract/inform/subscribers';
import type { z } from 'zod';
import { fromIdCursor, pageOf } from '../../platform/cursor.ts';
import { type Query, sql } from '../../platform/db.ts';
import type { Platform } from '../../platform/platform.ts';
import { hashOf } from '../../platform/secrets.ts';
import { all } from '../../platform/sql.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { mayConfirm } from './decide.ts';
import { keptOf, masked, type Subscriber, type SubscriberKind, shownOf } from './model.ts';
import { columns, findByConfirm, findByManage, pageIdOf, publicPage, type SubscribedPage } from './store.ts';

/** A public page, for whoever may want to subscribe. */
export function offeredPage(db: Query, slug: string): Promise<SubscribedPage | undefined> {
  return publicPage(db, slug);
}

/** The page whose subscription a link still confirms. */
export async function confirmable(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  { page: slug, secret }: { page: string; secret: string },
): Promise<SubscribedPage | undefined> {
  const page = await publicPage(db, slug);
  const known = page && (await findByConfirm(db, page.id, hashOf(secret)));
  return known && mayConfirm(known, clock.now()) ? page : undefined;
}

/** What the holder of a secret link may see of the subscription. */
export interface OwnSubscription {
  page: SubscribedPage;
  components: readonly string[] | null;
  to: string;
  secret: string;
}

export async function ownSubscription(
  { db, secrets }: Pick<Platform, 'db' | 'secrets'>,
  { page: slug, secret }: { page: string; secret: string },
): Promise<OwnSubscription | undefined> {
  const page = await publicPage(db, slug);
  const known = page && (await findByManage(db, page.id, hashOf(secret)));
  if (!page || !known) return undefined;
  const to = masked(known.kind, keptOf({ secrets }, known).to);
  return { page, components: known.components, to, secret };
}

type Asked = z.output<(typeof listSubscribers)['query']>;

/** Newest first; refuses not_found where there is no such page. */
export async function subscriberList(
  { db, secrets }: Pick<Platform, 'db' | 'secrets'>,
  name: string,
  { limit, cursor, state }: Asked,
) {
  const page = await pageIdOf(db, name);
  const before = fromIdCursor(cursor);
  const conditions = [
    sql`page = ${page}`,
    ...(state === undefined ? [] : [sql`state = ${state}`]),
    ...(before ? [sql`id < ${before}`] : []),
  ];
  const rows = await db.many<Subscriber>(sql`
    select ${columns} from inform.subscribers where ${all(conditions)} order by id desc limit ${limit + 1}`);
  const shown = rows.map((row) => shownOf(row, masked(row.kind, keptOf({ secrets }, row).to)));
  const [counts, last] = await Promise.all([countsOf(db, page), lastOf(db, page)]);
  return { ...pageOf(shown, limit, (one) => [one.id]), counts, last };
}

async function countsOf(db: Query, page: string) {
  const rows = await db.many<{ kind: SubscriberKind; state: Subscriber['state']; count: number }>(sql`
    select kind, state, count(*)::int as count from inform.subscribers where page = ${page} group by kind, state`);
  const sum = (wanted: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(wanted).reduce((total, { count }) => total + count, 0);
  return {
    mail: sum((one) => one.state === 'confirmed' && one.kind === 'mail'),
    webhook: sum((one) => one.state === 'confirmed' && one.kind === 'webhook'),
    waiting: sum((one) => one.state === 'asked'),
    stopped: sum((one) => one.state === 'off' || one.state === 'gone'),
  };
}

async function lastOf(db: Query, page: string) {
  const row = await db.maybe<{ title: string; at: Temporal.Instant; told: number; isSending: boolean }>(sql`
    select said ->> 'title' as title, at, told, due_at is not null as "isSending" from inform.mailings
    where page = ${page} order by at desc, id desc limit 1`);
  return row ? { ...row, at: wireTime(row.at) } : null;
}
