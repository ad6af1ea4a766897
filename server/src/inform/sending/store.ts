/** Sendings and tellings. */
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { isId } from '../../platform/ids.ts';
import type { Sending, StoredTelling, TellingState } from './model.ts';

const columns = sql`s.id, s.about, s.incident, s.update_id as update, s.audience, s.act, s.at, s.news, s.due_at as "dueAt",
  s.resolved_at as "resolvedAt"`;
const tellingColumns = sql`t.id, t.sending, t.member, t.person, t.kind, t.via, t.recipient, t.label, t.why,
  t.subscription, t.state, t.reason, t.delivery, t.at`;

/** The same event makes no second one. Answers whether this one is new. */
export async function insertSending(tx: Tx, one: Sending): Promise<boolean> {
  const count = await tx.run(sql`
    insert into inform.sendings (id, about, incident, update_id, audience, act, at, news, due_at, resolved_at)
    values (${one.id}, ${one.about}, ${one.incident}, ${one.update}, ${one.audience}, ${one.act}, ${one.at},
      ${JSON.stringify(one.news)}, ${one.dueAt}, null) on conflict (id) do nothing`);
  return count === 1;
}

/** Whether what was said is being told to this audience already. */
export async function isBegun(db: Query, update: string, audience: string): Promise<boolean> {
  const row = await db.maybe(
    sql`select 1 as found from inform.sendings where update_id = ${update} and audience = ${audience} limit 1`,
  );
  return row !== undefined;
}

/** The subject under which an audience hears of an incident, from the first that it heard. */
export async function subjectOf(db: Query, incident: string, audience: string): Promise<string | null> {
  const row = await db.maybe<{ subject: string }>(sql`
    select s.news ->> 'subject' as subject from inform.sendings s
    where s.incident = ${incident} and s.audience = ${audience} order by s.at, s.id limit 1`);
  return row?.subject ?? null;
}

export async function nextSendingDue(db: Query): Promise<Temporal.Instant | null> {
  const row = await db.one<{ due: Temporal.Instant | null }>(
    sql`select min(due_at) as due from inform.sendings where due_at is not null`,
  );
  return row.due;
}

/** The one that is due the longest; another node takes another. */
export function claimSending(tx: Tx, now: Temporal.Instant): Promise<Sending | undefined> {
  return tx.maybe(sql`
    select ${columns} from inform.sendings s where s.due_at <= ${now}
    order by s.due_at, s.id limit 1 for update skip locked`);
}

/** `dueAt` null once nothing is left to hand on. */
export async function saveProgress(
  tx: Tx,
  id: string,
  { resolvedAt, dueAt }: Pick<Sending, 'resolvedAt' | 'dueAt'>,
): Promise<void> {
  await tx.run(
    sql`update inform.sendings set resolved_at = ${resolvedAt}, due_at = ${dueAt} where id = ${id}`,
  );
}

/** The fan-outs of the same news before this one. */
export function earlierSendings(db: Query, { id, update, at }: Sending): Promise<Sending[]> {
  return db.many(sql`
    select ${columns} from inform.sendings s where s.update_id = ${update} and s.id <> ${id} and s.at <= ${at}
    order by s.at, s.id`);
}

export function sendingsOf(db: Query, incident: string, limit: number): Promise<Sending[]> {
  return db.many(sql`
    select ${columns} from inform.sendings s where s.incident = ${incident} order by s.at desc, s.id desc limit ${limit}`);
}

export async function findSending(db: Query, id: string): Promise<Sending | undefined> {
  return isId(id) ? db.maybe(sql`select ${columns} from inform.sendings s where s.id = ${id}`) : undefined;
}

export async function insertTellings(tx: Tx, rows: readonly StoredTelling[]): Promise<void> {
  if (rows.length === 0) return;
  const json = rows.map(({ at, ...row }) => ({ ...row, at: at.toString() }));
  await tx.run(sql`
    insert into inform.tellings (id, sending, member, person, kind, via, recipient, label, why, subscription, state,
      reason, delivery, at)
    select id, sending, member, person, kind, via, recipient, label, why, subscription, state, reason, delivery, at
    from jsonb_populate_recordset(null::inform.tellings, ${JSON.stringify(json)}) on conflict do nothing`);
}

export function plannedTellings(tx: Tx, sending: string, limit: number): Promise<StoredTelling[]> {
  return tx.many(sql`
    select ${tellingColumns} from inform.tellings t where t.sending = ${sending} and t.state = 'planned'
    order by t.id limit ${limit}`);
}

export async function setHandedOn(tx: Tx, rows: readonly { id: string; delivery: string }[]): Promise<void> {
  await tx.run(sql`
    update inform.tellings t set state = 'waiting', delivery = u.delivery
    from unnest(${rows.map((one) => one.id)}::uuid[], ${rows.map((one) => one.delivery)}::uuid[]) as u(id, delivery)
    where t.id = u.id`);
}

export function allTellings(db: Query, sendings: readonly string[]): Promise<StoredTelling[]> {
  return db.many(sql`
    select ${tellingColumns} from inform.tellings t where t.sending = any(${[...sendings]}::uuid[]) order by t.id`);
}

export async function setResult(
  tx: Tx,
  ids: readonly string[],
  { state, reason, at }: { state: TellingState; reason: string; at: Temporal.Instant },
): Promise<void> {
  if (ids.length === 0) return;
  await tx.run(sql`
    update inform.tellings set state = ${state}, reason = ${reason}, at = ${at} where id = any(${[...ids]}::uuid[])`);
}

export async function findTelling(db: Query, id: string): Promise<StoredTelling | undefined> {
  return isId(id)
    ? db.maybe(sql`select ${tellingColumns} from inform.tellings t where t.id = ${id}`)
    : undefined;
}

/** What is known of several in the moment before they are sent: whether later news of theirs have begun. */
export function tellingsNow(
  db: Query,
  ids: readonly string[],
): Promise<
  (Pick<StoredTelling, 'id' | 'person' | 'subscription' | 'member'> & {
    isOver: boolean;
    isThere: boolean;
    follows: boolean;
  })[]
> {
  return db.many(sql`
    select t.id, t.person, t.subscription, t.member,
      s.id is not null and exists (select 1 from inform.sendings l
        where l.update_id = s.update_id and l.id <> s.id and l.at > s.at) as "isOver",
      t.member is null or exists (select 1 from inform.list_members m where m.id = t.member) as "isThere",
      t.subscription is null or exists (select 1 from inform.subscriptions f where f.id = t.subscription) as follows
    from inform.tellings t left join inform.sendings s on s.id = t.sending where t.id = any(${[...ids]}::uuid[])`);
}

/** The last message that reached this recipient about the same incident and audience, before this one. */
export async function previousOf(
  db: Query,
  { id, recipient, sending }: StoredTelling,
): Promise<string | null> {
  const row = await db.maybe<{ id: string }>(sql`
    select t.id from inform.tellings t join inform.sendings s on s.id = t.sending
    join inform.sendings mine on mine.id = ${sending}
    where t.recipient = ${recipient} and t.id < ${id} and t.state = 'sent'
      and s.incident = mine.incident and s.audience = mine.audience
    order by t.id desc limit 1`);
  return row?.id ?? null;
}

export interface Counted {
  sending: string;
  state: TellingState;
  count: number;
}

export function countTellings(db: Query, sendings: readonly string[]): Promise<Counted[]> {
  return db.many(sql`
    select sending, state, count(*)::int as count from inform.tellings
    where sending = any(${[...sendings]}::uuid[]) group by sending, state`);
}

/** Those who were not reached first. */
export function tellingsAfter(
  db: Query,
  sending: string,
  { after, limit }: { after: readonly [number, string] | null; limit: number },
): Promise<(StoredTelling & { rank: number })[]> {
  return db.many(sql`
    select * from (
      select ${tellingColumns}, case t.state when 'failed' then 0 when 'withheld' then 1 when 'sent' then 3 else 2 end as rank
      from inform.tellings t where t.sending = ${sending}) t
    where (${after?.[0] ?? null}::int is null or (t.rank, t.id) > (${after?.[0] ?? null}::int, ${after?.[1] ?? null}::uuid))
    order by t.rank, t.id limit ${limit}`);
}

/** The last test that went to each of these members. */
export function lastTests(db: Query, members: readonly string[]): Promise<StoredTelling[]> {
  return db.many(sql`
    select distinct on (t.member) ${tellingColumns} from inform.tellings t
    where t.member = any(${[...members]}::uuid[]) and t.sending is null order by t.member, t.id desc`);
}

export async function countTestsSince(db: Query, since: Temporal.Instant): Promise<number> {
  const row = await db.one<{ count: number }>(
    sql`select count(*)::int as count from inform.tellings where sending is null and at >= ${since}`,
  );
  return row.count;
}
