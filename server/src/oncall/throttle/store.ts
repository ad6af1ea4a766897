import { type Query, sql, type Tx } from '../../platform/db.ts';
import type { Lane } from '../../platform/delivery/model.ts';
import type { NewDelivery } from '../../platform/delivery/store.ts';
import type { PageMessage } from '../notification/model.ts';

/** A notification that waits to go out with others, or that has. */
export interface Held {
  id: string;
  pageId: string;
  person: string;
  via: string;
  kind: string;
  lane: Lane;
  message: PageMessage;
  heldAt: Temporal.Instant;
  dueAt: Temporal.Instant | null;
  expiresAt: Temporal.Instant;
  reason: string;
  state: 'held' | 'bundled' | 'cancelled' | 'expired';
  delivery: string | null;
}

const columns = sql`h.id, h.page_id as "pageId", h.person, h.via, h.kind, h.lane, h.message, h.held_at as "heldAt",
  h.due_at as "dueAt", h.expires_at as "expiresAt", h.reason, h.state, h.delivery`;

export async function hold(
  tx: Tx,
  { id, wish, until, reason }: { id: string; wish: NewDelivery; until: Temporal.Instant; reason: string },
  now: Temporal.Instant,
): Promise<void> {
  const fresh = wish.expiresAt.since(now);
  await tx.run(sql`
    insert into oncall.held_notifications
      (id, page_id, person, via, kind, lane, message, held_at, due_at, expires_at, reason, state, dedupe_key)
    values (${id}, ${wish.subject}, ${wish.person}, ${wish.via}, ${wish.kind}, ${wish.lane}, ${JSON.stringify(wish.message)}::jsonb,
      ${now}, ${until}, ${until.add(fresh)}, ${reason}, 'held', ${wish.dedupeKey})
    on conflict (dedupe_key) do nothing`);
}

/** Until when what is held waits, for each way that something waits for. */
export function waitingFor(
  tx: Tx,
  people: readonly string[],
): Promise<{ person: string; via: string; until: Temporal.Instant }[]> {
  return tx.many(sql`
    select person, via, min(due_at) as until from oncall.held_notifications
    where state = 'held' and person = any(${[...people]}::text[]) group by person, via`);
}

export async function nextReleaseAt(db: Query): Promise<Temporal.Instant | null> {
  const row = await db.one<{ due: Temporal.Instant | null }>(
    sql`select min(due_at) as due from oncall.held_notifications where state = 'held'`,
  );
  return row.due;
}

/** Everything that waits for the ways whose time has come, the newest first; not what another node is at. */
export function lockDue(tx: Tx, now: Temporal.Instant): Promise<Held[]> {
  return tx.many(sql`
    select ${columns} from oncall.held_notifications h
    where h.state = 'held' and exists (select from oncall.held_notifications d
      where d.state = 'held' and d.due_at <= ${now} and d.person = h.person and d.via = h.via)
    order by h.id desc for update skip locked`);
}

export async function endHeld(
  tx: Tx,
  ids: readonly string[],
  end: { state: Held['state']; reason: string; delivery?: string },
): Promise<void> {
  await tx.run(sql`
    update oncall.held_notifications set state = ${end.state}, reason = ${end.reason}, delivery = ${end.delivery ?? null},
      message = '{}' where id = any(${[...ids]}::uuid[])`);
}

export async function cancelHeld(tx: Tx, pageId: string, reason: string): Promise<void> {
  await tx.run(sql`
    update oncall.held_notifications set state = 'cancelled', reason = ${reason}, message = '{}'
    where page_id = ${pageId} and state = 'held'`);
}

/** What of this page was held back, in order of time. */
export function heldOf(db: Query, pageId: string): Promise<Held[]> {
  return db.many(sql`
    select ${columns} from oncall.held_notifications h where h.page_id = ${pageId} order by h.held_at, h.id`);
}
