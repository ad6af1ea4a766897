import type { DomainEvent } from '@muster/contract/platform/event';
import type { Act } from './act.ts';
import { sql } from './sql.ts';

/** The name of the worker that delivers the rows, for pokes. */
export const outboxSweep = 'platform.outbox';

/** Writes one row for each subscriber of each event, in the transaction of the change. Answers how many. */
export function writeOutbox(act: Act, events: DomainEvent[]): number {
  const rows = events.flatMap((event) =>
    act.platform.news.subscribersOf(event).map((subscriber) => ({ subscriber, event })),
  );
  if (rows.length === 0) return 0;
  act.tx.later(sql`
    insert into platform.outbox (subscriber, subject, type, payload, at, due_at)
    select t.subscriber, t.subject, t.type, t.payload, ${act.now}, ${act.now}
    from unnest(${rows.map((row) => row.subscriber)}::text[], ${rows.map((row) => row.event.subject)}::text[],
      ${rows.map((row) => row.event.type)}::text[], ${rows.map((row) => JSON.stringify(row.event.payload))}::jsonb[])
      as t(subscriber, subject, type, payload)`);
  return rows.length;
}
