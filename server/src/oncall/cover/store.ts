import { type Query, sql, type Tx } from '../../platform/db.ts';
import type { Exchange, Offer, Request } from './model.ts';
import type { Span } from './span.ts';

type RequestRow = Omit<Request, 'offers' | 'start' | 'end'> & {
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
};
interface OfferRow extends Omit<Offer, 'start' | 'end' | 'exchange' | 'taken'> {
  requestId: string;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  exchange: { schedule: string; start: string; end: string } | null;
  taken: { start: string; end: string }[];
}

const requestColumns = sql`id, schedule, person, starts_at as "startsAt", ends_at as "endsAt", asked, note,
  at_once as "atOnce", state, created_at as "createdAt", due_at as "dueAt"`;
const offerColumns = sql`id, request_id as "requestId", person, starts_at as "startsAt", ends_at as "endsAt", exchange,
  note, state, taken, created_at as "createdAt"`;

/** Lets whoever else changes this request wait, so that two who take the same part are one after the other. */
export async function lockRequest(tx: Tx, id: string): Promise<Request | undefined> {
  const rows = await tx.many<RequestRow>(
    sql`select ${requestColumns} from oncall.cover_requests where id = ${id} for update`,
  );
  return (await withOffers(tx, rows))[0];
}

export async function findRequest(db: Query, id: string): Promise<Request | undefined> {
  const rows = await db.many<RequestRow>(
    sql`select ${requestColumns} from oncall.cover_requests where id = ${id}`,
  );
  return (await withOffers(db, rows))[0];
}

/** Those that ended not before `since`, latest first; at most 500. */
export async function requestsSince(
  db: Query,
  state: 'open' | 'any',
  since: Temporal.Instant,
): Promise<Request[]> {
  const rows = await db.many<RequestRow>(sql`
    select ${requestColumns} from oncall.cover_requests
    where ends_at > ${since} and (${state} = 'any' or state = 'open') order by starts_at desc, id desc limit 500`);
  return withOffers(db, rows);
}

/** The person's open requests for a schedule; others that the same person makes meanwhile wait. */
export async function lockOpenOf(tx: Tx, person: string, schedule: string): Promise<Request[]> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`cover ${person} ${schedule}`}, 0))`);
  const rows = await tx.many<RequestRow>(sql`
    select ${requestColumns} from oncall.cover_requests
    where person = ${person} and schedule = ${schedule} and state = 'open'`);
  return withOffers(tx, rows);
}

/** Those with something due, claimed: another node takes others. */
export async function claimDueRequests(tx: Tx, now: Temporal.Instant): Promise<Request[]> {
  const rows = await tx.many<RequestRow>(sql`
    select ${requestColumns} from oncall.cover_requests where due_at <= ${now}
    order by due_at limit 50 for update skip locked`);
  return withOffers(tx, rows);
}

export async function nextRequestDue(db: Query): Promise<Temporal.Instant | null> {
  const row = await db.one<{ due: Temporal.Instant | null }>(
    sql`select min(due_at) as due from oncall.cover_requests where due_at is not null`,
  );
  return row.due;
}

export async function insertRequest(tx: Tx, one: Request): Promise<void> {
  await tx.run(sql`
    insert into oncall.cover_requests (id, schedule, person, starts_at, ends_at, asked, note, at_once, state, created_at, due_at)
    values (${one.id}, ${one.schedule}, ${one.person}, ${one.start}, ${one.end}, ${JSON.stringify(one.asked)}::jsonb,
      ${one.note}, ${one.atOnce}, ${one.state}, ${one.createdAt}, ${one.dueAt})`);
}

export async function saveState(tx: Tx, one: Pick<Request, 'id' | 'state' | 'dueAt'>): Promise<void> {
  await tx.run(
    sql`update oncall.cover_requests set state = ${one.state}, due_at = ${one.dueAt} where id = ${one.id}`,
  );
}

export async function saveOffer(tx: Tx, requestId: string, one: Offer): Promise<void> {
  const exchange = one.exchange && { ...textsOf(one.exchange), schedule: one.exchange.schedule };
  await tx.run(sql`
    insert into oncall.cover_offers (id, request_id, person, starts_at, ends_at, exchange, note, state, taken, created_at)
    values (${one.id}, ${requestId}, ${one.person}, ${one.start}, ${one.end}, ${exchange && JSON.stringify(exchange)}::jsonb,
      ${one.note}, ${one.state}, ${JSON.stringify(one.taken.map(textsOf))}::jsonb, ${one.createdAt})
    on conflict (id) do update set state = excluded.state, taken = excluded.taken`);
}

/** Which of these are requests that are still open. */
export async function openAmong(db: Query, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db.many<{ id: string }>(sql`
    select id from oncall.cover_requests where id = any(${[...ids]}::uuid[]) and state = 'open'`);
  return new Set(rows.map((row) => row.id));
}

async function withOffers(db: Query, rows: readonly RequestRow[]): Promise<Request[]> {
  if (rows.length === 0) return [];
  const offers = Map.groupBy(
    await db.many<OfferRow>(sql`
      select ${offerColumns} from oncall.cover_offers where request_id = any(${rows.map((row) => row.id)}::uuid[])
      order by created_at, id`),
    (offer) => offer.requestId,
  );
  return rows.map(({ startsAt, endsAt, ...row }) => ({
    ...row,
    start: startsAt,
    end: endsAt,
    offers: (offers.get(row.id) ?? []).map(toOffer),
  }));
}

function toOffer({ requestId: _, startsAt, endsAt, exchange, taken, ...row }: OfferRow): Offer {
  return {
    ...row,
    start: startsAt,
    end: endsAt,
    exchange: exchange && toExchange(exchange),
    taken: taken.map(toSpan),
  };
}

function toExchange(one: { schedule: string; start: string; end: string }): Exchange {
  return { schedule: one.schedule, ...toSpan(one) };
}

function toSpan({ start, end }: { start: string; end: string }): Span {
  return { start: Temporal.Instant.from(start), end: Temporal.Instant.from(end) };
}

function textsOf({ start, end }: Span) {
  return { start: start.toString(), end: end.toString() };
}
