import type { EventType, IncidentEvent } from '@muster/contract/respond/events';
import type { IncidentState } from '@muster/contract/respond/state';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { isId } from '../../platform/ids.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';

const lock = 7_305_621;

/** Held until the transaction ends: two who take in the same history do so one after the other. */
export async function lockImports(tx: Tx): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(${lock})`);
}

export interface Known {
  sourceId: string;
  /** Of what was taken in last; null for what was declared here. */
  mark: string | null;
  state: IncidentState;
}

/** Those of the names that are on record, as far as somebody may see them; what was declared here by its id. */
export function knownAs(db: Query, sourceIds: readonly string[], me: string | null): Promise<Known[]> {
  return db.many(sql`
    select m.source_id as "sourceId", m.mark, i.state from respond.imported m
    join respond.incidents i on i.id = m.incident
    where m.source_id = any(${[...sourceIds]}::text[]) and (not i.private or ${me}::text = any(i.insiders))
    union all
    select i.id::text, null, i.state from respond.incidents i
    where i.id = any(${sourceIds.filter(isId)}::uuid[]) and (not i.private or ${me}::text = any(i.insiders))
      and not exists (select 1 from respond.imported m where m.incident = i.id)`);
}

/** So many new numbers, in order. */
export async function newRefs(tx: Tx, count: number): Promise<string[]> {
  const rows = await tx.many<{ number: number }>(
    sql`select nextval('respond.refs') as number from generate_series(1, ${count}::int)`,
  );
  return rows.map((one) => `INC-${one.number}`);
}

export interface Mark {
  incident: string;
  sourceId: string;
  mark: string;
}

export function saveMarks(tx: Tx, marks: readonly Mark[]): void {
  tx.later(sql`
    insert into respond.imported (incident, source_id, mark)
    select incident, "sourceId", mark
    from jsonb_to_recordset(${JSON.stringify(marks)}) as m (incident uuid, "sourceId" text, mark text)
    on conflict (incident) do update set mark = excluded.mark`);
}

interface EventRow extends Omit<IncidentEvent, 'at' | 'statedAt'> {
  at: Temporal.Instant;
  statedAt: Temporal.Instant | null;
}

/** The events of one type in many streams, in the order of each. */
export async function eventsOf<T extends EventType>(
  db: Query,
  incidents: readonly string[],
  type: T,
): Promise<Map<string, IncidentEvent<T>[]>> {
  const rows = await db.many<EventRow>(sql`
    select incident, seq, id, type, v, at, stated_at as "statedAt", actor, audience, evidence, supersedes, data
    from respond.events where incident = any(${[...incidents]}::uuid[]) and type = ${type} order by incident, seq`);
  return Map.groupBy(rows.map(toEvent<T>), (one) => one.incident);
}

/** What was appended passed the type of events then, and the rows are of this type alone. */
function toEvent<T extends EventType>({ at, statedAt, ...row }: EventRow): IncidentEvent<T> {
  return { ...row, at: wireTime(at), statedAt: wireTimeOrNull(statedAt) } as IncidentEvent<T>;
}

/** The next of those that somebody may see, latest first: for whoever goes through all of them. */
export async function statesBefore(
  db: Query,
  { before, me, limit }: { before: string | null; me: string | null; limit: number },
): Promise<IncidentState[]> {
  const rows = await db.many<{ state: IncidentState }>(sql`
    select state from respond.incidents
    where (${before}::uuid is null or id < ${before}) and (not private or ${me}::text = any(insiders))
    order by id desc limit ${limit}`);
  return rows.map((one) => one.state);
}

/** So many are told of in one piece, so that whoever follows takes them in small steps. */
const toldAtOnce = 50;

/** What is to be told of these, at `dueAt` at the latest. */
export function saveNews(
  tx: Tx,
  incidents: readonly string[],
  { newId, dueAt }: { newId: () => string; dueAt: Temporal.Instant },
): void {
  const pieces = Array.from({ length: Math.ceil(incidents.length / toldAtOnce) }, (_, i) => ({
    id: newId(),
    incidents: incidents.slice(i * toldAtOnce, (i + 1) * toldAtOnce),
  }));
  tx.later(sql`
    insert into respond.imported_news (id, incidents, due_at)
    select id, incidents, ${dueAt} from jsonb_to_recordset(${JSON.stringify(pieces)}) as p (id uuid, incidents uuid[])`);
}

export async function releaseNews(tx: Tx, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`update respond.imported_news set due_at = ${now} where due_at > ${now}`);
}

/** Pieces that are due, taken out: another node takes others. */
export function takeNews(
  tx: Tx,
  now: Temporal.Instant,
  limit: number,
): Promise<{ id: string; incidents: string[] }[]> {
  return tx.many(sql`
    delete from respond.imported_news where id in (
      select id from respond.imported_news where due_at <= ${now} order by due_at, id limit ${limit}
      for update skip locked)
    returning id, incidents`);
}

export async function nextNewsDue(db: Query): Promise<Temporal.Instant | null> {
  const row = await db.one<{ due: Temporal.Instant | null }>(
    sql`select min(due_at) as due from respond.imported_news`,
  );
  return row.due;
}
