import type { PhoneClass } from '@muster/contract/connect/providers';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { isId } from '../../platform/ids.ts';

export type AttemptState =
  | 'sending'
  | 'handed'
  | 'answered'
  | 'delivered'
  | 'undelivered'
  | 'refused'
  | 'unknown';

export interface Attempt {
  id: string;
  provider: string;
  class: PhoneClass;
  delivery: string | null;
  page: string | null;
  person: string;
  numberKey: string;
  ref: string | null;
  state: AttemptState;
  note: string;
  at: Temporal.Instant;
}

export type NewAttempt = Omit<Attempt, 'id' | 'ref' | 'state' | 'note' | 'at'>;

const columns = sql`id, provider, class, delivery, page, person, number_key as "numberKey", ref, state, note, at`;

export async function addAttempt(
  tx: Tx,
  id: string,
  given: NewAttempt,
  now: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`
    insert into connect.attempts (id, provider, class, delivery, page, person, number_key, state, at)
    values (${id}, ${given.provider}, ${given.class}, ${given.delivery}, ${given.page}, ${given.person},
      ${given.numberKey}, 'sending', ${now})`);
}

/** What the provider answered to the request. What it has told since, if that was quicker, stands. */
export async function saveAnswer(
  tx: Tx,
  id: string,
  answer: { state: AttemptState; note: string; ref: string | null },
  now: Temporal.Instant,
): Promise<void> {
  const isOver = answer.state !== 'handed';
  await tx.run(sql`
    update connect.attempts set ref = coalesce(ref, ${answer.ref}),
      state = case when state = 'sending' then ${answer.state} else state end,
      note = case when state = 'sending' then ${answer.note} else note end,
      ended_at = case when state = 'sending' and ${isOver} then ${now} else ended_at end
    where id = ${id}`);
}

/** What the provider told later. */
export async function saveTold(
  tx: Tx,
  id: string,
  told: { state: AttemptState; note: string; ref: string | null },
  now: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`
    update connect.attempts set ref = coalesce(ref, ${told.ref}), state = ${told.state}, note = ${told.note},
      ended_at = ${told.state === 'answered' ? null : now}
    where id = ${id}`);
}

/** By our own id, if the provider's id is the one it gave, or by the provider's id alone. */
export async function lockAttempt(
  tx: Tx,
  asked: { provider: string; id: string | null; ref: string | null },
): Promise<Attempt | undefined> {
  if (asked.id !== null && isId(asked.id))
    return tx.maybe(sql`
      select ${columns} from connect.attempts
      where id = ${asked.id} and provider = ${asked.provider}
        and (ref is null or ${asked.ref}::text is null or ref = ${asked.ref}) for update`);
  if (asked.ref === null) return undefined;
  // A gateway may give our own id back as its own.
  return tx.maybe(sql`
    select ${columns} from connect.attempts
    where provider = ${asked.provider} and (ref = ${asked.ref} or delivery::text = ${asked.ref})
    order by id desc limit 1 for update`);
}

/** How the messages of each provider ended lately. */
export function endsSince(
  db: Query,
  since: Temporal.Instant,
): Promise<{ provider: string; class: PhoneClass; state: AttemptState; at: Temporal.Instant }[]> {
  return db.many(sql`
    select provider, class, state, at from connect.attempts where at >= ${since} order by at desc limit 1000`);
}

/** Whether a message may have arrived already, because nobody answered whether it was taken. */
export async function isUncertain(db: Query, delivery: string): Promise<boolean> {
  const row = await db.maybe(sql`
    select 1 as found from connect.attempts where delivery = ${delivery} and state in ('unknown', 'sending') limit 1`);
  return row !== undefined;
}

/** How many messages went to this person, and to everybody, since then. */
export function countsSince(
  db: Query,
  person: string,
  since: Temporal.Instant,
): Promise<{ person: number; all: number; tests: number }> {
  return db.one(sql`
    select (count(*) filter (where person = ${person}))::int as person, count(*)::int as all,
      (count(*) filter (where person = ${person} and delivery is null))::int as tests
    from connect.attempts where at > ${since}`);
}

/** Answers false when this was heard before. */
export async function hearOnce(
  tx: Tx,
  provider: string,
  ref: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const count = await tx.run(sql`
    insert into connect.heard (provider, ref, at) values (${provider}, ${ref}, ${now}) on conflict do nothing`);
  return count === 1;
}

export async function forgetAttempts(tx: Tx, before: Temporal.Instant): Promise<void> {
  await tx.run(sql`delete from connect.attempts where at < ${before}`);
  await tx.run(sql`delete from connect.heard where at < ${before}`);
}
