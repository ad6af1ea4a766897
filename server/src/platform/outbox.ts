import type { Act } from './act.ts';
import { byItself } from './action.ts';
import { isCutOff, type Query, sql } from './db.ts';
import { byName, type Subscription, type Worker } from './jobs.ts';
import { outboxSweep } from './outbox-rows.ts';
import type { Platform } from './platform.ts';

const batchSize = 200;
/** After so many failures a row waits for a person: it is kept, counted in the metrics and logged. */
const quarantineAfter = 5;

interface Row {
  id: number;
  subscriber: string;
  subject: string;
  type: string;
  payload: unknown;
  attempts: number;
}

/**
 * Delivers events: at least once to each subscriber, in order per subject. A batch shares one transaction; when
 * one of it fails, the batch is undone and each row is tried alone, so that a poison event stops only its own
 * subject and only until it is quarantined.
 */
export function outboxWorker(platform: Platform, subscriptions: readonly Subscription[]): Worker {
  const known = byName('subscriptions', subscriptions);
  const deliver = async (act: Act, rows: Row[]) => {
    for (const [subscriber, theirs] of Map.groupBy(rows, (row) => row.subscriber)) {
      await known.get(subscriber)?.run(act, theirs);
    }
    act.tx.later(sql`delete from platform.outbox where id = any(${rows.map((row) => row.id)}::bigint[])`);
    return rows.length;
  };
  return {
    name: outboxSweep,
    nextDueAt: async (db) =>
      (
        await db.one<{ due: Temporal.Instant | null }>(
          sql`select min(due_at) as due from platform.outbox where not quarantined`,
        )
      ).due,
    async run() {
      try {
        // However few there were: the next event of the same subject may go only now.
        return (
          (await byItself(platform, outboxSweep, async (act) => deliver(act, await claim(act, batchSize)))) >
          0
        );
      } catch (error) {
        if (isCutOff(error)) throw error;
        platform.log.warn({ error }, 'a batch of events failed and is tried one by one');
        return deliverOneByOne(platform, deliver);
      }
    },
  };
}

async function deliverOneByOne(
  platform: Platform,
  deliver: (act: Act, rows: Row[]) => Promise<number>,
): Promise<boolean> {
  for (let i = 0; i < batchSize; i += 1) {
    let tried: Row | undefined;
    try {
      const done = await byItself(platform, outboxSweep, async (act) => {
        const rows = await claim(act, 1);
        tried = rows[0];
        return deliver(act, rows);
      });
      if (done === 0) return false;
    } catch (error) {
      // An event has no part in it when the database goes away under it, however often that comes.
      if (!tried || isCutOff(error)) throw error;
      await postpone(platform, tried, error);
    }
  }
  return true;
}

/** Only the first row of each subscriber and subject may go; what another node holds is passed over. */
function claim(act: Act, limit: number): Promise<Row[]> {
  return act.tx.many<Row>(sql`
    select o.id, o.subscriber, o.subject, o.type, o.payload, o.attempts from platform.outbox o
    where o.due_at <= ${act.now} and not o.quarantined
      and not exists (select 1 from platform.outbox p
        where p.subscriber = o.subscriber and p.subject = o.subject and p.id < o.id and not p.quarantined)
    order by o.id limit ${limit} for update of o skip locked`);
}

async function postpone(platform: Platform, row: Row, error: unknown): Promise<void> {
  const attempts = row.attempts + 1;
  const quarantined = attempts >= quarantineAfter;
  platform.log.error(
    { error, event: row.type, subscriber: row.subscriber, attempts, quarantined },
    'an event could not be delivered',
  );
  await byItself(platform, outboxSweep, (act) =>
    act.tx.run(sql`
      update platform.outbox set attempts = ${attempts}, quarantined = ${quarantined},
        due_at = ${act.now.add({ seconds: attempts ** 2 })}
      where id = ${row.id}`),
  );
}

/** For the metrics: how old the oldest waiting event is, and how many wait for a person. */
export function outboxAge(db: Query): Promise<{ oldest: Temporal.Instant | null; quarantined: number }> {
  return db.one(sql`
    select min(at) filter (where not quarantined) as oldest, (count(*) filter (where quarantined))::int as quarantined
    from platform.outbox`);
}
