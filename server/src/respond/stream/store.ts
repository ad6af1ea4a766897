/** Streams, their states, entries and clocks. The state is always saved with the events that made it. */
import type { EventType, IncidentEvent } from '@muster/contract/respond/events';
import type { Clock, Entry, IncidentState } from '@muster/contract/respond/state';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { isId } from '../../platform/ids.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';
import { insidersOf } from './model.ts';

/** The incident with this reference or id, and nobody else changes it before this transaction ends. */
export async function lockIncident(tx: Tx, ref: string): Promise<IncidentState | undefined> {
  const row = await tx.maybe<{ state: IncidentState }>(
    sql`select state from respond.incidents where id = ${await idOf(tx, ref)} for update`,
  );
  return row?.state;
}

export async function findIncident(db: Query, ref: string): Promise<IncidentState | undefined> {
  const row = await db.maybe<{ state: IncidentState }>(
    sql`select state from respond.incidents where id = ${await idOf(db, ref)}`,
  );
  return row?.state;
}

/** People write `inc-42`; everything that belongs to it knows the id. */
async function idOf(db: Query, ref: string): Promise<string | null> {
  if (isId(ref)) return ref;
  const row = await db.maybe<{ id: string }>(
    sql`select id from respond.incidents where ref = ${ref.toUpperCase()}`,
  );
  return row?.id ?? null;
}

/** The next number. Numbers are never given back, so that a reference means one incident for ever. */
export async function nextRef(tx: Tx): Promise<string> {
  const row = await tx.one<{ number: number }>(sql`select nextval('respond.refs') as number`);
  return `INC-${row.number}`;
}

export async function loadEntries(db: Query, id: string, entries: readonly string[]): Promise<Entry[]> {
  if (entries.length === 0) return [];
  const rows = await db.many<{ entry: Entry }>(
    sql`select entry from respond.entries where incident = ${id} and id::text = any(${entries})`,
  );
  return rows.map((row) => row.entry);
}

/** Newest first. */
export async function latestEntries(
  db: Query,
  id: string,
  { before, limit, kind }: { before: number | null; limit: number; kind: string | null },
): Promise<Entry[]> {
  const rows = await db.many<{ entry: Entry }>(sql`
    select entry from respond.entries
    where incident = ${id} and (${before}::int is null or seq < ${before}) and (${kind}::text is null or kind = ${kind})
    order by seq desc limit ${limit}`);
  return rows.map((row) => row.entry);
}

interface EventRow extends Omit<IncidentEvent, 'at' | 'statedAt' | 'type' | 'data'> {
  at: Temporal.Instant;
  statedAt: Temporal.Instant | null;
}

/** Oldest first; `until` leaves out what came later than an instant. */
export async function loadEvents(
  db: Query,
  id: string,
  { after = 0, until = null, limit = null }: { after?: number; until?: string | null; limit?: number | null },
): Promise<IncidentEvent[]> {
  const rows = await db.many<EventRow>(sql`
    select incident, seq, id, type, v, at, stated_at as "statedAt", actor, audience, evidence, supersedes, data
    from respond.events where incident = ${id} and seq > ${after} and (${until}::timestamptz is null or at <= ${until})
    order by seq limit ${limit}`);
  return rows.map(toEvent);
}

/** The latest events of one type, newest first. */
export async function latestOfType<T extends EventType>(
  db: Query,
  id: string,
  type: T,
  limit: number,
): Promise<IncidentEvent<T>[]> {
  const rows = await db.many<EventRow>(sql`
    select incident, seq, id, type, v, at, stated_at as "statedAt", actor, audience, evidence, supersedes, data
    from respond.events where incident = ${id} and type = ${type} order by seq desc limit ${limit}`);
  return rows.map((row) => toEvent(row) as IncidentEvent<T>);
}

/** What was appended passed the type of events then, and no kind of event ever changes. */
function toEvent({ at, statedAt, ...row }: EventRow): IncidentEvent {
  return { ...row, at: wireTime(at), statedAt: wireTimeOrNull(statedAt) } as IncidentEvent;
}

/** What one change does to an incident. */
export interface Appended {
  state: IncidentState;
  events: readonly IncidentEvent[];
  entries: readonly Entry[];
  clocks: { set: readonly Clock[]; gone: readonly string[] };
}

/** A new stream with its first events. */
export function insertIncident(tx: Tx, { state, ...rest }: Appended): void {
  tx.later(sql`
    insert into respond.incidents (id, ref, version, state, title, kind, private, insiders, severity, severity_rank,
      status, category, services, declared_at, updated_at)
    values (${state.id}, ${state.ref}, ${state.version}, ${JSON.stringify(state)}, ${state.title}, ${state.kind},
      ${state.private}, ${insidersOf(state)}, ${state.severity}, ${state.rule.rank}, ${state.status},
      ${state.category}, ${state.services}, ${state.declaredAt}, ${lastAt(rest.events)})`);
  append(tx, { state, ...rest });
}

/** The row is locked by whoever read it, so that the version it was read at still holds. */
export function saveIncident(tx: Tx, { state, ...rest }: Appended): void {
  tx.later(sql`
    update respond.incidents set version = ${state.version}, state = ${JSON.stringify(state)}, title = ${state.title},
      private = ${state.private}, insiders = ${insidersOf(state)}, severity = ${state.severity},
      severity_rank = ${state.rule.rank}, status = ${state.status}, category = ${state.category},
      services = ${state.services}, updated_at = ${lastAt(rest.events)}
    where id = ${state.id}`);
  append(tx, { state, ...rest });
}

function append(tx: Tx, { state, events, entries, clocks }: Appended): void {
  const rows = events.map(({ statedAt, ...one }) => ({ ...one, stated_at: statedAt }));
  tx.later(sql`
    insert into respond.events (incident, seq, id, type, v, at, stated_at, actor, audience, evidence, supersedes, data)
    select incident, seq, id, type, v, at, stated_at, actor, audience, evidence, supersedes, data
    from jsonb_populate_recordset(null::respond.events, ${JSON.stringify(rows)})`);
  for (const entry of entries)
    tx.later(sql`
      insert into respond.entries (incident, id, seq, changed, kind, state, at, entry)
      values (${state.id}, ${entry.id}, ${entry.seq}, ${entry.changed}, ${entry.kind}, ${entry.state}, ${entry.at},
        ${JSON.stringify(entry)})
      on conflict (incident, id) do update set changed = excluded.changed, kind = excluded.kind,
        state = excluded.state, at = excluded.at, entry = excluded.entry`);
  const moved = clocks.set.map((one) => ({
    clock: one,
    // The same kind of promise, begun anew, takes the row of the one before: each line does that to the silence.
    before: clocks.gone.find((id) => id.startsWith(`${one.kind}:${one.subject}:`)),
  }));
  const gone = clocks.gone.filter((id) => moved.every(({ before }) => before !== id));
  if (gone.length > 0)
    tx.later(sql`delete from respond.clocks where incident = ${state.id} and id = any(${gone})`);
  for (const { clock, before } of moved)
    if (before === undefined) setClock(tx, state.id, clock);
    else moveClock(tx, state.id, before, clock);
}

function moveClock(tx: Tx, incident: string, before: string, one: Clock): void {
  tx.later(sql`
    with gone as (delete from respond.clocks where incident = ${incident} and id = ${before})
    insert into respond.clocks (incident, id, kind, subject, owner, started_at, due_at)
    values (${incident}, ${one.id}, ${one.kind}, ${one.subject}, ${one.owner}, ${one.startedAt}, ${one.dueAt})
    on conflict (incident, id) do update set owner = excluded.owner, due_at = excluded.due_at`);
}

function lastAt(events: readonly IncidentEvent[]): string | null {
  return events.at(-1)?.at ?? null;
}

/** Incidents with a promise that ran out, claimed: another node takes others. */
export async function claimDueIncidents(
  tx: Tx,
  now: Temporal.Instant,
  limit: number,
): Promise<IncidentState[]> {
  const rows = await tx.many<{ state: IncidentState }>(sql`
    select state from respond.incidents
    where id in (select incident from respond.clocks where due_at <= ${now} order by due_at limit ${limit})
    for update skip locked`);
  return rows.map((row) => row.state);
}

/** Looks at what is due of an incident only later, because now it cannot be carried out. */
export async function postponeClocks(
  tx: Tx,
  incident: string,
  { now, until }: { now: Temporal.Instant; until: Temporal.Instant },
): Promise<void> {
  await tx.run(
    sql`update respond.clocks set due_at = ${until} where incident = ${incident} and due_at <= ${now}`,
  );
}

/** These are the clocks of the incident, and no others. */
export function setClocks(tx: Tx, incident: string, clocks: readonly Clock[]): void {
  tx.later(sql`delete from respond.clocks where incident = ${incident}`);
  for (const one of clocks) setClock(tx, incident, one);
}

function setClock(tx: Tx, incident: string, one: Clock): void {
  tx.later(sql`
    insert into respond.clocks (incident, id, kind, subject, owner, started_at, due_at)
    values (${incident}, ${one.id}, ${one.kind}, ${one.subject}, ${one.owner}, ${one.startedAt}, ${one.dueAt})
    on conflict (incident, id) do update set owner = excluded.owner, due_at = excluded.due_at`);
}

export async function nextClockDue(db: Query): Promise<Temporal.Instant | null> {
  const row = await db.one<{ due: Temporal.Instant | null }>(
    sql`select min(due_at) as due from respond.clocks`,
  );
  return row.due;
}

/** Ids in order, for whoever goes through all of them. */
export async function incidentIds(db: Query, after: string | null, limit: number): Promise<string[]> {
  const rows = await db.many<{ id: string }>(sql`
    select id from respond.incidents where (${after}::uuid is null or id > ${after}) order by id limit ${limit}`);
  return rows.map((row) => row.id);
}

/** All that is kept of one beside its stream, for comparing. */
export async function keptOf(
  db: Query,
  id: string,
): Promise<{ state: unknown; entries: Entry[]; clocks: string[] }> {
  const { state } = await db.one<{ state: unknown }>(
    sql`select state from respond.incidents where id = ${id}`,
  );
  const entries = await latestEntries(db, id, { before: null, limit: 1_000_000, kind: null });
  const clocks = await db.many<{ id: string }>(
    sql`select id from respond.clocks where incident = ${id} order by due_at, id`,
  );
  return { state, entries, clocks: clocks.map((one) => one.id) };
}

/** Whether a page belongs to any incident, whoever may know of it. */
export async function hasIncident(db: Query, page: string): Promise<boolean> {
  const row = await db.one<{ has: boolean }>(sql`
    select exists (select 1 from respond.incidents where state -> 'pages' @> ${JSON.stringify([page])}::jsonb) as has`);
  return row.has;
}

/** Ids of the incidents that go on, or have just ended, and that this person works on. */
export async function openIncidentsOf(db: Query, person: string): Promise<string[]> {
  const rows = await db.many<{ id: string }>(sql`
    select id from respond.incidents
    where category in ('triage', 'active', 'paused', 'post-incident') and ${person} = any(insiders) order by id`);
  return rows.map((row) => row.id);
}

/** Those that owe something outside, or stand on a stop-gap, and that somebody may see, whatever became of the response; null for nobody. */
export async function owingStatesFor(db: Query, person: string | null): Promise<IncidentState[]> {
  const rows = await db.many<{ state: IncidentState }>(sql`
    select state from respond.incidents
    where (state @? '$.obligations[*] ? (@.state == "running")'
        or state @? '$.stopGaps[*] ? (@.endedAt == null)')
      and (not private or ${person}::text = any(insiders))
    order by id desc`);
  return rows.map((row) => row.state);
}

const claimsLock = 7_305_620;

/** Held until the transaction ends: claims are made one after the other, whichever incidents they belong to. */
export async function lockClaims(tx: Tx): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(${claimsLock})`);
}

/** So many open incidents one screen looks into: the latest, and those that somebody works on before all others. */
const mostOpen = 200;

/** The open incidents that somebody may see, up to a bound. */
export async function openStatesFor(db: Query, person: string): Promise<IncidentState[]> {
  const rows = await db.many<{ state: IncidentState }>(sql`
    select state from respond.incidents
    where category in ('triage', 'active', 'paused') and (not private or ${person} = any(insiders))
    order by (${person} = any(insiders)) desc, id desc limit ${mostOpen}`);
  return rows.map((row) => row.state);
}

/** One of many streams, with what is added to it. */
export interface Written {
  isNew: boolean;
  stream: readonly IncidentEvent[];
  after: { state: IncidentState };
}

/** Many at once, in a handful of statements. None of them promises anything, so there are no clocks. */
export function saveMany(tx: Tx, written: readonly Written[]): void {
  const rows = written.map(({ isNew, stream, after: { state } }) => ({
    isNew,
    id: state.id,
    ref: state.ref,
    version: state.version,
    state,
    title: state.title,
    kind: state.kind,
    private: state.private,
    insiders: insidersOf(state),
    severity: state.severity,
    severity_rank: state.rule.rank,
    status: state.status,
    category: state.category,
    services: state.services,
    declared_at: state.declaredAt,
    updated_at: stream.at(-1)?.at,
  }));
  const columns = sql`id, ref, version, state, title, kind, private, insiders, severity, severity_rank, status, category,
    services, declared_at, updated_at`;
  tx.later(sql`
    insert into respond.incidents (${columns})
    select ${columns} from jsonb_populate_recordset(null::respond.incidents,
      ${JSON.stringify(rows.filter((one) => one.isNew))})`);
  const changed = rows.filter((one) => !one.isNew);
  if (changed.length > 0)
    tx.later(sql`
      update respond.incidents i set version = n.version, state = n.state, title = n.title, severity = n.severity,
        severity_rank = n.severity_rank, services = n.services, declared_at = n.declared_at, updated_at = n.updated_at
      from jsonb_populate_recordset(null::respond.incidents, ${JSON.stringify(changed)}) n where i.id = n.id`);
  const events = written.flatMap(({ stream }) =>
    stream.map(({ statedAt, ...one }) => ({ ...one, stated_at: statedAt })),
  );
  tx.later(sql`
    insert into respond.events (incident, seq, id, type, v, at, stated_at, actor, audience, evidence, supersedes, data)
    select incident, seq, id, type, v, at, stated_at, actor, audience, evidence, supersedes, data
    from jsonb_populate_recordset(null::respond.events, ${JSON.stringify(events)})`);
}
