import { type Query, sql, type Tx } from '../../platform/db.ts';
import type { Heartbeat } from './model.ts';

const columns = sql`h.id, h.integration_id as "integrationId", h.slug, h.period_minutes as "periodMinutes",
  h.grace_minutes as "graceMinutes", h.state, h.last_at as "lastAt", h.rid, h.log, h.due_at as "dueAt"`;

/** The heartbeat of an integration with this slug; the empty slug is the integration's own. */
export function lockHeartbeat(tx: Tx, integrationId: string, slug: string): Promise<Heartbeat | undefined> {
  return tx.maybe(sql`
    select ${columns} from detect.heartbeats h where h.integration_id = ${integrationId} and h.slug = ${slug} for update`);
}

export function lockDueHeartbeats(tx: Tx, now: Temporal.Instant): Promise<Heartbeat[]> {
  return tx.many(sql`
    select ${columns} from detect.heartbeats h where h.due_at <= ${now} order by h.due_at limit 200 for update skip locked`);
}

export async function nextHeartbeatDue(db: Query): Promise<Temporal.Instant | null> {
  return (
    await db.one<{ due: Temporal.Instant | null }>(sql`select min(due_at) as due from detect.heartbeats`)
  ).due;
}

export async function saveHeartbeat(tx: Tx, h: Heartbeat): Promise<void> {
  await tx.run(sql`
    insert into detect.heartbeats (id, integration_id, slug, period_minutes, grace_minutes, state, last_at, rid, log, due_at)
    values (${h.id}, ${h.integrationId}, ${h.slug}, ${h.periodMinutes}, ${h.graceMinutes}, ${h.state}, ${h.lastAt}, ${h.rid},
      ${h.log}, ${h.dueAt})
    on conflict (integration_id, slug) do update set period_minutes = excluded.period_minutes,
      grace_minutes = excluded.grace_minutes, state = excluded.state, last_at = excluded.last_at, rid = excluded.rid,
      log = excluded.log, due_at = excluded.due_at`);
}
