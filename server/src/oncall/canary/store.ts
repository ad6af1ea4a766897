import { type Query, sql, type Tx } from '../../platform/db.ts';
import { type CanaryState, canaryPerson, everySeconds, lostAfterSeconds } from './model.ts';

/** Notes that one sets out, unless another node has sent one within the minute; answers whether it may go. */
export async function setOut(tx: Tx, now: Temporal.Instant): Promise<boolean> {
  const rows = await tx.run(sql`
    insert into oncall.canary (first_at, sent_at) values (${now}, ${now})
    on conflict (is_only) do update set sent_at = ${now}
    where oncall.canary.sent_at <= ${now.subtract({ seconds: everySeconds - 5 })}`);
  return rows > 0;
}

export async function arrived(tx: Tx, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`
    update oncall.canary set arrived_at = ${now},
      took_ms = greatest(0, extract(epoch from ${now}::timestamptz - sent_at) * 1000)::int`);
}

export async function canaryState(db: Query): Promise<CanaryState | undefined> {
  return db.maybe(sql`
    select first_at as "firstAt", sent_at as "sentAt", arrived_at as "arrivedAt", took_ms as "tookMs" from oncall.canary`);
}

/** It is not looked for any more: none is missed. */
export async function stopLooking(tx: Tx): Promise<void> {
  await tx.run(sql`delete from oncall.canary`);
}

/** Begins to look anew when none was sent for a while: nobody was here to send, and none is missed. */
export async function lookFrom(tx: Tx, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`
    update oncall.canary set first_at = ${now}, arrived_at = null, took_ms = null
    where sent_at < ${now.subtract({ seconds: lostAfterSeconds })}`);
}

/** The pages of canaries that opened until then, and what was to be sent about them. */
export async function deleteCanaryPages(tx: Tx, until: Temporal.Instant): Promise<string[]> {
  const rows = await tx.many<{ id: string }>(sql`
    delete from oncall.pages where state <> 'resolved' and service = ${canaryPerson} and opened_at <= ${until} returning id`);
  const ids = rows.map((row) => row.id);
  await tx.run(sql`delete from oncall.page_log where page_id = any(${ids}::uuid[])`);
  return ids;
}
