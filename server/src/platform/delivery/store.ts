import type { Act } from '../act.ts';
import { addEntries } from '../audit/write.ts';
import { type Query, sql, type Tx } from '../db.ts';
import { firstIdAt, isId } from '../ids.ts';
import { redactPatterns } from '../log.ts';
import { type Attempt, type Delivery, type Lane, nowhere } from './model.ts';

/** What a stage says when it wants something sent. */
export interface NewDelivery {
  lane: Lane;
  kind: string;
  purpose: string;
  subject: string;
  person: string;
  via: string;
  message: unknown;
  dueAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
  /** A second row with the same key is not made: the decision was made twice, the message is one. */
  dedupeKey: string;
}

export const laneWorker = (lane: Lane): string => `delivery.${lane}`;

/** Queues messages in the transaction of the decision; the lanes wake when it commits. Answers their ids. */
export function enqueueDeliveries(act: Act, rows: readonly NewDelivery[]): string[] {
  if (rows.length === 0) return [];
  const json = rows.map((row) => ({
    id: act.newId(),
    ...row,
    dueAt: row.dueAt.toString(),
    expiresAt: row.expiresAt.toString(),
  }));
  act.tx.later(sql`
    insert into platform.deliveries (id, lane, kind, purpose, subject, person, via, message, state, due_at, planned_at, expires_at, dedupe_key)
    select t.id, t.lane, t.kind, t.purpose, t.subject, t.person, t.via, t.message, 'queued', t."dueAt", t."dueAt", t."expiresAt", t."dedupeKey"
    from jsonb_to_recordset(${JSON.stringify(json)}::jsonb) as t(id uuid, lane text, kind text, purpose text, subject text,
      person text, via text, message jsonb, "dueAt" timestamptz, "expiresAt" timestamptz, "dedupeKey" text)
    on conflict (dedupe_key) do nothing`);
  for (const row of rows) act.poke(laneWorker(row.lane));
  return json.map((row) => row.id);
}

/** Takes messages about these away, as if they had never been. */
export async function deleteDeliveries(tx: Tx, purpose: string, subjects: readonly string[]): Promise<void> {
  if (subjects.length === 0) return;
  await tx.run(sql`
    delete from platform.deliveries where purpose = ${purpose} and subject = any(${[...subjects]}::text[])`);
}

/** Leaves of a message that has ended no more than that it was sent. */
export async function forgetMessage(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`update platform.deliveries set message = '{}' where id = ${id}`);
}

/** The same for whatever else of this purpose will not be sent any more. */
export async function forgetEnded(tx: Tx, purpose: string): Promise<void> {
  await tx.run(sql`
    update platform.deliveries set message = '{}'
    where purpose = ${purpose} and state in ('failed', 'cancelled', 'expired') and message <> '{}'`);
}

/** Takes back what is queued; what is being sent at this instant is past recall. */
export async function cancelDeliveries(
  act: Act,
  purpose: string,
  subject: string,
  reason: string,
): Promise<number> {
  const rows = await act.tx.many<Row>(sql`
    update platform.deliveries set state = 'cancelled', reason = ${reason}
    where purpose = ${purpose} and subject = ${subject} and state = 'queued' returning *`);
  auditEnds(act, rows.map(endOf));
  return rows.length;
}

/** Takes back whatever is queued for this person, by whatever way. */
export async function cancelDeliveriesTo(act: Act, person: string, reason: string): Promise<number> {
  const rows = await act.tx.many<Row>(sql`
    update platform.deliveries set state = 'cancelled', reason = ${reason}
    where person = ${person} and state = 'queued' returning *`);
  auditEnds(act, rows.map(endOf));
  return rows.length;
}

/** How the sending of one message ended, for the audit log. */
export interface DeliveryEnd {
  delivery: Pick<Delivery, 'id' | 'purpose' | 'subject' | 'person' | 'via' | 'kind' | 'maybeDuplicate'>;
  result: 'delivered' | 'failed' | 'cancelled' | 'expired';
  reason: string;
  attempts: number;
}

const longestReason = 200;

/**
 * Each message that leaves, or is taken back, leaves an entry: to whom, by what, about what, with which result. Never
 * what it says.
 */
export function auditEnds(
  act: Pick<Act, 'tx' | 'now' | 'caller' | 'newId'>,
  ends: readonly DeliveryEnd[],
): void {
  addEntries(
    act.tx,
    { at: act.now, caller: act.caller, action: 'platform.deliver', outcome: 'done' },
    ends
      .filter(({ delivery }) => delivery.kind !== nowhere)
      .map(
        ({
          delivery: { id, purpose, subject, person, via, kind, maybeDuplicate },
          result,
          reason,
          attempts,
        }) => ({
          id: act.newId(),
          subject: `${purpose}:${subject}`,
          detail: {
            delivery: id,
            person,
            via,
            kind,
            result,
            attempts,
            ...(maybeDuplicate ? { maybeDuplicate } : {}),
            ...(reason === '' ? {} : { reason: redactPatterns(reason).slice(0, longestReason) }),
          },
        }),
      ),
  );
}

function endOf(row: Row): DeliveryEnd {
  const delivery = toDelivery(row);
  return { delivery, result: 'cancelled', reason: delivery.reason, attempts: delivery.attempts.length };
}

/** Everything that was ever to be sent about these subjects, in order of planning. */
export async function deliveriesOf(
  db: Query,
  purpose: string,
  subjects: readonly string[],
): Promise<Delivery[]> {
  const rows = await db.many<Row>(sql`
    select * from platform.deliveries where purpose = ${purpose} and subject = any(${[...subjects]}::text[])
    order by planned_at, id`);
  return rows.map(toDelivery);
}

/** To whom something about these pages is on its way, or has got through. */
export function peopleTold(
  db: Query,
  pages: readonly string[],
): Promise<{ subject: string; person: string }[]> {
  return db.many(sql`
    select distinct subject, person from platform.deliveries
    where purpose = 'page' and subject = any(${[...new Set(pages)]}::text[])
      and state in ('queued', 'sending', 'handed', 'delivered')`);
}

/** When pages rang by these ways since then, of each way the latest so many. */
export function rangAt(
  db: Query,
  ways: readonly { person: string; via: string }[],
  { since, most }: { since: Temporal.Instant; most: number },
): Promise<{ person: string; via: string; at: Temporal.Instant }[]> {
  return db.many(sql`
    select asked.person, asked.via, past.planned_at as at
    from unnest(${ways.map((way) => way.person)}::text[], ${ways.map((way) => way.via)}::text[]) as asked(person, via)
    cross join lateral (select planned_at from platform.deliveries d
      where d.person = asked.person and d.via = asked.via and d.purpose = 'page' and d.id >= ${firstIdAt(since)}
        and d.state not in ('cancelled', 'expired')
      order by d.id desc limit ${most}) past`);
}

/** What became of these messages. */
export async function deliveryStates(
  db: Query,
  ids: readonly string[],
): Promise<Map<string, Delivery['state']>> {
  const rows = await db.many<Pick<Delivery, 'id' | 'state'>>(
    sql`select id, state from platform.deliveries where id = any(${[...ids]}::uuid[])`,
  );
  return new Map(rows.map((row) => [row.id, row.state]));
}

/** The last message to this person by each way that is not just planned. */
export async function lastDeliveries(
  db: Query,
  person: string,
  vias: readonly string[],
): Promise<Delivery[]> {
  const rows = await db.many<Row>(sql`
    select last.* from unnest(${[...vias]}::text[]) as asked(via) cross join lateral (
      select * from platform.deliveries d where d.person = ${person} and d.via = asked.via order by d.id desc limit 1) last`);
  return rows.map(toDelivery);
}

/** When something last arrived for each of these people by each contact method of theirs. */
export function lastArrivals(
  db: Query,
  methods: readonly { person: string; id: string }[],
): Promise<{ person: string; via: string; at: Temporal.Instant }[]> {
  return db.many(sql`
    select asked.person, asked.via, last.sent_at as at
    from unnest(${methods.map((one) => one.person)}::text[], ${methods.map((one) => one.id)}::text[])
      as asked(person, via)
    cross join lateral (
      select sent_at from platform.deliveries d
      where d.person = asked.person and d.via = asked.via and d.state = 'delivered' and d.sent_at is not null
      order by d.id desc limit 1) last`);
}

export async function findDelivery(db: Query, id: string): Promise<Delivery | undefined> {
  if (!isId(id)) return undefined;
  const row = await db.maybe<Row>(sql`select * from platform.deliveries where id = ${id}`);
  return row && toDelivery(row);
}

/**
 * How long a claim holds without being renewed. A killed node's messages are sent by somebody else after this at
 * the latest, so it is short; a node that is still sending renews its claims well before.
 */
const leaseSeconds = 10;
export const renewEverySeconds = 3;

/**
 * Takes due rows for this node: a lease, a new fencing number, and a mark where an earlier outcome is unknown. Not
 * those that it is sending already, whose lease may have run out while the database was away.
 */
export async function claimDeliveries(
  tx: Tx,
  lane: Lane,
  { limit, underWay }: { limit: number; underWay: readonly string[] },
  now: Temporal.Instant,
): Promise<Delivery[]> {
  const rows = await tx.many<Row>(sql`
    with due as (
      select id from platform.deliveries
      where lane = ${lane} and state in ('queued', 'sending') and due_at <= ${now}
        and id <> all(${[...underWay]}::uuid[])
      order by due_at limit ${limit} for update skip locked)
    update platform.deliveries d
    set state = 'sending', fence = fence + 1, due_at = ${now.add({ seconds: leaseSeconds })}, maybe_duplicate = maybe_duplicate or d.state = 'sending'
    from due where d.id = due.id
    returning d.*`);
  return rows.map(toDelivery);
}

/** Holds on to what this node is still sending. A claim that somebody else has taken over is left alone. */
export async function renewLeases(
  db: Query,
  claimed: readonly Pick<Delivery, 'id' | 'fence'>[],
  now: Temporal.Instant,
): Promise<void> {
  await db.run(sql`
    update platform.deliveries d set due_at = ${now.add({ seconds: leaseSeconds })}
    from unnest(${claimed.map((one) => one.id)}::uuid[], ${claimed.map((one) => one.fence)}::int[]) as t(id, fence)
    where d.id = t.id and d.fence = t.fence and d.state = 'sending'`);
}

/** Ends claimed rows that are not to be sent after all. */
export async function endUnsent(
  tx: Tx,
  ended: readonly { id: string; state: 'cancelled' | 'expired'; reason: string }[],
): Promise<void> {
  if (ended.length === 0) return;
  await tx.run(sql`
    update platform.deliveries d set state = t.state, reason = t.reason
    from unnest(${ended.map((one) => one.id)}::uuid[], ${ended.map((one) => one.state)}::text[], ${ended.map((one) => one.reason)}::text[])
      as t(id, state, reason)
    where d.id = t.id`);
}

/** What a row's state became; a receipt that came first decides over a mere handing over. */
export interface Written {
  state: Delivery['state'];
  reason: string;
}

/** Writes outcomes whose fencing number still holds, and answers which; another node has taken over the others. */
export async function recordAttempts(
  db: Query,
  ended: readonly {
    delivery: Pick<Delivery, 'id' | 'fence'>;
    after: { state: Delivery['state']; dueAt: Temporal.Instant; reason: string; attempt: Attempt };
  }[],
): Promise<Map<string, Written>> {
  const rows = await db.many<Written & { id: string }>(sql`
    update platform.deliveries d set due_at = t.due_at, attempts = d.attempts || t.attempt,
      state = case when t.state = 'handed' then coalesce(d.receipt ->> 'state', t.state) else t.state end,
      reason = case when t.state = 'handed' then coalesce(d.receipt ->> 'reason', t.reason) else t.reason end,
      sent_at = case when t.state in ('delivered', 'handed') then t.at else d.sent_at end
    from unnest(${ended.map((one) => one.delivery.id)}::uuid[], ${ended.map((one) => one.delivery.fence)}::int[],
      ${ended.map((one) => one.after.state)}::text[], ${ended.map((one) => one.after.dueAt)}::timestamptz[],
      ${ended.map((one) => one.after.reason)}::text[], ${ended.map((one) => JSON.stringify([one.after.attempt]))}::jsonb[],
      ${ended.map((one) => one.after.attempt.at)}::timestamptz[])
      as t(id, fence, state, due_at, reason, attempt, at)
    where d.id = t.id and d.fence = t.fence and d.state = 'sending' returning d.id, d.state, d.reason`);
  return new Map(rows.map(({ id, ...written }) => [id, written]));
}

export async function nextDeliveryAt(
  db: Query,
  lane: Lane,
  underWay: readonly string[],
): Promise<Temporal.Instant | null> {
  const row = await db.one<{ due: Temporal.Instant | null }>(sql`
    select least(
      (select min(due_at) from platform.deliveries
        where lane = ${lane} and state in ('queued', 'sending') and id <> all(${[...underWay]}::uuid[])),
      (select min(due_at) from platform.deliveries where lane = ${lane} and state = 'handed')) as due`);
  return row.due;
}

/** Messages whose receipt should have come by now. What another node holds is passed over. */
export async function lockUnconfirmed(tx: Tx, lane: Lane, now: Temporal.Instant): Promise<Delivery[]> {
  const rows = await tx.many<Row>(sql`
    select * from platform.deliveries where lane = ${lane} and state = 'handed' and due_at <= ${now}
    order by due_at limit 100 for update skip locked`);
  return rows.map(toDelivery);
}

export async function lockDelivery(tx: Tx, id: string): Promise<Delivery | undefined> {
  if (!isId(id)) return undefined;
  const row = await tx.maybe<Row>(sql`select * from platform.deliveries where id = ${id} for update`);
  return row && toDelivery(row);
}

/** Ends a message that was handed over. */
export async function endHanded(
  tx: Tx,
  id: string,
  end: { state: 'delivered' | 'failed' | 'cancelled'; reason: string },
): Promise<void> {
  await tx.run(sql`
    update platform.deliveries set state = ${end.state}, reason = ${end.reason} where id = ${id} and state = 'handed'`);
}

/** Keeps a receipt that came while the message was still being sent. */
export async function keepReceipt(
  tx: Tx,
  id: string,
  receipt: { state: 'delivered' | 'failed'; reason: string },
): Promise<void> {
  await tx.run(sql`
    update platform.deliveries set receipt = ${JSON.stringify(receipt)}::jsonb where id = ${id} and state = 'sending'`);
}

/** Adds to what was tried, whatever has become of the message. */
export async function noteAttempt(tx: Tx, id: string, attempt: Attempt): Promise<void> {
  await tx.run(sql`
    update platform.deliveries set attempts = attempts || ${JSON.stringify([attempt])}::jsonb where id = ${id}`);
}

/** Gives a receipt more time, while a call that was answered is still going on. */
export async function awaitReceiptUntil(tx: Tx, id: string, until: Temporal.Instant): Promise<void> {
  await tx.run(sql`update platform.deliveries set due_at = ${until} where id = ${id} and state = 'handed'`);
}

/** For the metrics: the planned time of the oldest message that still waits, for each lane that has one. */
export function oldestWaiting(db: Query): Promise<{ lane: Lane; oldest: Temporal.Instant }[]> {
  return db.many(sql`
    select lane, min(planned_at) as oldest from platform.deliveries where state in ('queued', 'sending') group by lane`);
}

interface Row {
  id: string;
  lane: Lane;
  kind: string;
  purpose: string;
  subject: string;
  person: string;
  via: string;
  message: unknown;
  state: Delivery['state'];
  due_at: Temporal.Instant;
  planned_at: Temporal.Instant;
  expires_at: Temporal.Instant;
  fence: number;
  attempts: Attempt[];
  maybe_duplicate: boolean;
  sent_at: Temporal.Instant | null;
  reason: string;
}

function toDelivery(row: Row): Delivery {
  const { due_at, planned_at, expires_at, maybe_duplicate, sent_at, ...same } = row;
  return {
    ...same,
    dueAt: due_at,
    plannedAt: planned_at,
    expiresAt: expires_at,
    maybeDuplicate: maybe_duplicate,
    sentAt: sent_at,
  };
}
