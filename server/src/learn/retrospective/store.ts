import { type Query, sql, type Tx } from '../../platform/db.ts';
import type { Stored } from './model.ts';

const columns = sql`r.id, r.incident, r.ref, r.kind, r.title, r.services, r.private, r.severity,
  r.severity_rank as "severityRank", r.depth, r.reasons, r.due, r.signal, r.happened_at as "happenedAt", r.state, r.owner, r.facilitator, r.note_taker as "noteTaker",
  r.reviewer, r.record, r.numbers, r.meeting_due_at as "meetingDueAt", r.publish_due_at as "publishDueAt",
  r.meeting_at as "meetingAt", r.reviewed_at as "reviewedAt", r.reviewed_by as "reviewedBy",
  r.published_at as "publishedAt", r.published_by as "publishedBy", r.dismissed, r.version,
  r.created_at as "createdAt", r.created_by as "createdBy", r.updated_at as "updatedAt"`;
export const storedColumns = columns;

export function findRetrospective(db: Query, id: string): Promise<Stored | undefined> {
  return db.maybe(sql`select ${columns} from learn.retrospectives r where r.id = ${id}`);
}

export function lockRetrospective(tx: Tx, id: string): Promise<Stored | undefined> {
  return tx.maybe(sql`select ${columns} from learn.retrospectives r where r.id = ${id} for update`);
}

export function findOfIncident(db: Query, incident: string): Promise<Stored | undefined> {
  return db.maybe(sql`select ${columns} from learn.retrospectives r where r.incident = ${incident}`);
}

/** Answers whether it was made: of an incident there is one, also where two begin it at once. */
export async function insertRetrospective(tx: Tx, one: Stored): Promise<boolean> {
  const made = await tx.run(sql`
    insert into learn.retrospectives (id, incident, ref, kind, title, services, private, severity, severity_rank, depth,
      reasons, due, signal, happened_at, state, owner, record, numbers, meeting_due_at, publish_due_at, dismissed, version, created_at, created_by,
      updated_at)
    values (${one.id}, ${one.incident}, ${one.ref}, ${one.kind}, ${one.title}, ${one.services}, ${one.private},
      ${one.severity}, ${one.severityRank}, ${one.depth}, ${one.reasons}, ${one.due}, ${one.signal}, ${one.happenedAt}, ${one.state}, ${one.owner},
      ${JSON.stringify(one.record)}::jsonb, ${JSON.stringify(one.numbers)}::jsonb, ${one.meetingDueAt},
      ${one.publishDueAt}, ${one.dismissed}, ${one.version}, ${one.createdAt}, ${one.createdBy}, ${one.updatedAt})
    on conflict do nothing`);
  return made > 0;
}

export async function saveRetrospective(tx: Tx, one: Stored): Promise<void> {
  await tx.run(sql`
    update learn.retrospectives set title = ${one.title}, services = ${one.services}, private = ${one.private},
      ref = ${one.ref}, severity = ${one.severity}, severity_rank = ${one.severityRank}, depth = ${one.depth},
      state = ${one.state}, owner = ${one.owner}, facilitator = ${one.facilitator}, note_taker = ${one.noteTaker},
      reviewer = ${one.reviewer}, record = ${JSON.stringify(one.record)}::jsonb,
      numbers = ${JSON.stringify(one.numbers)}::jsonb, meeting_due_at = ${one.meetingDueAt},
      publish_due_at = ${one.publishDueAt}, meeting_at = ${one.meetingAt}, reviewed_at = ${one.reviewedAt},
      reviewed_by = ${one.reviewedBy}, published_at = ${one.publishedAt}, published_by = ${one.publishedBy},
      dismissed = ${one.dismissed}, due = ${one.due}, signal = ${one.signal}, happened_at = ${one.happenedAt}, version = version + 1, updated_at = ${one.updatedAt}
    where id = ${one.id}`);
}

/**
 * People meet about these at an instant, or do not (null). What says of its meeting something else than `was` was told
 * by somebody, and stays; so does what is published.
 */
export async function saveMeetings(
  tx: Tx,
  ids: readonly string[],
  { was, at }: { was: Temporal.Instant | null; at: Temporal.Instant | null },
): Promise<void> {
  await tx.run(sql`
    update learn.retrospectives set meeting_at = ${at}
    where id = any(${[...ids]}::uuid[]) and state <> 'published' and (meeting_at is null or meeting_at = ${was})`);
}
