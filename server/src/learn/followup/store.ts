import type { FollowUpSettings, FollowUpTurn } from '@muster/contract/learn/followups';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { isId } from '../../platform/ids.ts';
import { plannedAnew, type Sql } from '../../platform/sql.ts';
import { type FollowUp, shippedSettings, type Turn } from './model.ts';

export const columns = sql`f.id, f.ref, f.title, f.note, f.deliverable, f.kind, f.priority, f.state, f.owner, f.team,
  f.services, f.incident, f.retrospective, f.factor, f.entry, f.links, f.due_on::text as "dueOn", f.due_at as "dueAt",
  f.first_due_on::text as "firstDueOn", f.moves, f.objective_on::text as "objectiveOn",
  f.committed_at as "committedAt", f.asked_by as "askedBy", f.asked_at as "askedAt", f.approved_by as "approvedBy",
  f.approved_at as "approvedAt", f.done_at as "doneAt", f.evidence, f.cancelled_at as "cancelledAt",
  f.cancelled_why as "cancelledWhy", f.effect, f.effect_note as "effectNote", f.effect_by as "effectBy",
  f.effect_at as "effectAt", f.created_by as "createdBy", f.created_at as "createdAt", f.changed_at as "changedAt",
  f.version, f.reminded_to as "remindedTo"`;

/** By reference or id. */
export function findFollowUp(db: Query, ref: string): Promise<FollowUp | undefined> {
  return isId(ref)
    ? db.maybe(sql`select ${columns} from learn.follow_ups f where f.id = ${ref}`)
    : db.maybe(sql`select ${columns} from learn.follow_ups f where f.ref = ${ref.toUpperCase()}`);
}

export async function lockFollowUp(tx: Tx, ref: string): Promise<FollowUp | undefined> {
  const found = await findFollowUp(tx, ref);
  return (
    found && tx.maybe(sql`select ${columns} from learn.follow_ups f where f.id = ${found.id} for update`)
  );
}

/** Numbers are never given back, so that a reference means one follow-up for ever. */
export async function nextFollowUpRef(tx: Tx): Promise<string> {
  const { number } = await tx.one<{ number: number }>(sql`select nextval('learn.follow_up_refs') as number`);
  return `FU-${number}`;
}

/** Adds one, or changes what is known by its id, with what was done on its history. */
export async function saveFollowUp(
  tx: Tx,
  one: FollowUp,
  {
    remindAt,
    turn,
    at,
    by,
  }: { remindAt: Temporal.Instant | null; turn: Turn | null; at: Temporal.Instant; by: string },
): Promise<void> {
  await tx.run(sql`
    insert into learn.follow_ups (id, ref, title, note, deliverable, kind, priority, state, owner, team, services,
      incident, retrospective, factor, entry, links, due_on, due_at, first_due_on, moves, objective_on, committed_at,
      done_at, evidence, cancelled_at, cancelled_why, effect, effect_note, effect_by, effect_at, created_by, created_at,
      changed_at, version, reminded_to, remind_at, asked_by, asked_at, approved_by, approved_at)
    values (${one.id}, ${one.ref}, ${one.title}, ${one.note}, ${one.deliverable}, ${one.kind}, ${one.priority},
      ${one.state}, ${one.owner}, ${one.team}, ${one.services}, ${one.incident}, ${one.retrospective}, ${one.factor},
      ${one.entry}, ${JSON.stringify(one.links)}::jsonb, ${one.dueOn}::date, ${one.dueAt}, ${one.firstDueOn}::date,
      ${one.moves}, ${one.objectiveOn}::date, ${one.committedAt}, ${one.doneAt}, ${one.evidence}, ${one.cancelledAt},
      ${one.cancelledWhy}, ${one.effect}, ${one.effectNote}, ${one.effectBy}, ${one.effectAt}, ${one.createdBy},
      ${one.createdAt}, ${one.changedAt}, ${one.version}, ${one.remindedTo}, ${remindAt}, ${one.askedBy}, ${one.askedAt},
      ${one.approvedBy}, ${one.approvedAt})
    on conflict (id) do update set title = excluded.title, note = excluded.note, deliverable = excluded.deliverable,
      kind = excluded.kind, priority = excluded.priority, state = excluded.state, owner = excluded.owner,
      team = excluded.team, services = excluded.services, retrospective = excluded.retrospective,
      factor = excluded.factor, links = excluded.links, due_on = excluded.due_on, due_at = excluded.due_at,
      first_due_on = excluded.first_due_on, moves = excluded.moves, objective_on = excluded.objective_on,
      committed_at = excluded.committed_at, done_at = excluded.done_at, evidence = excluded.evidence,
      cancelled_at = excluded.cancelled_at, cancelled_why = excluded.cancelled_why, effect = excluded.effect,
      effect_note = excluded.effect_note, effect_by = excluded.effect_by, effect_at = excluded.effect_at,
      changed_at = excluded.changed_at, version = excluded.version, reminded_to = excluded.reminded_to,
      remind_at = excluded.remind_at, asked_by = excluded.asked_by, asked_at = excluded.asked_at,
      approved_by = excluded.approved_by, approved_at = excluded.approved_at`);
  if (!turn) return;
  await tx.run(sql`
    insert into learn.follow_up_history (follow_up, seq, at, by, act, detail)
    values (${one.id}, (select coalesce(max(seq), 0) + 1 from learn.follow_up_history where follow_up = ${one.id}),
      ${at}, ${by}, ${turn.act}, ${JSON.stringify(turn.detail)}::jsonb)`);
}

/** Which of these lines of later-lists are follow-ups already. */
export async function knownEntries(db: Query, entries: readonly string[]): Promise<Set<string>> {
  const rows = await db.many<{ entry: string }>(
    sql`select entry from learn.follow_ups where entry = any(${[...entries]}::uuid[])`,
  );
  return new Set(rows.map((row) => row.entry));
}

/** How many an incident has that are not over. Two who add at once are counted one after the other. */
export async function lockIncidentFollowUps(tx: Tx, incident: string): Promise<number> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`follow-ups ${incident}`}, 0))`);
  const { n } = await tx.one<{ n: number }>(sql`
    select count(*)::int as n from learn.follow_ups
    where incident = ${incident} and state in ('idea', 'open', 'started')`);
  return n;
}

export async function historyOf(
  db: Query,
  id: string,
): Promise<(Omit<FollowUpTurn, 'at'> & { at: Temporal.Instant })[]> {
  return db.many(sql`
    select seq, at, by, act, detail from learn.follow_up_history where follow_up = ${id} order by seq`);
}

/** Answers false where it is on record already. */
export async function insertRecurrence(
  tx: Tx,
  { followUp, incident, by, at }: { followUp: string; incident: string; by: string; at: Temporal.Instant },
): Promise<boolean> {
  const rows = await tx.many(sql`
    insert into learn.follow_up_recurrences (follow_up, incident, by, at)
    values (${followUp}, ${incident}, ${by}, ${at}) on conflict do nothing returning incident`);
  return rows.length > 0;
}

/** What people noted, by follow-up; of all where no ids are given. */
export async function recurrencesOf(
  db: Query,
  ids: readonly string[] | null,
): Promise<Map<string, string[]>> {
  const rows = await db.many<{ followUp: string; incidents: string[] }>(sql`
    select follow_up as "followUp", array_agg(incident::text order by at, incident) as incidents
    from learn.follow_up_recurrences
    where ${ids === null} or follow_up = any(${[...(ids ?? [])]}::uuid[]) group by follow_up`);
  return new Map(rows.map((row) => [row.followUp, row.incidents]));
}

export interface AlikeIncident {
  followUp: string;
  incident: string;
  doneAt: Temporal.Instant;
}

/**
 * Of what is done: other incidents of its services whose reports hold its factor. A report is no older than its incident,
 * so that earlier reports need not be looked at. Factor and service are one key: to compare each with each of its factor
 * takes longer than a query may when there are many.
 */
export function alikeIncidents(db: Query, ids: readonly string[] | null): Promise<AlikeIncident[]> {
  return db.many(
    plannedAnew(sql`
      with done as materialized (
        select f.id, f.done_at, f.incident, own.kind, own.part, ${keyOf(sql`own`)} as key
        from learn.follow_ups f join learn.factors own on own.id = f.factor cross join unnest(f.services) s (service)
        where f.state = 'done' and (${ids === null} or f.id = any(${[...(ids ?? [])]}::uuid[]))
      ), later as materialized (
        select r.incident, r.created_at, ${keyOf(sql`o`)} as key
        from learn.factors o join learn.retrospectives r on r.id = o.retrospective cross join unnest(r.services) s (service)
        where (o.kind, o.part) in (select kind, part from done) and not o.eased and r.incident is not null
          and r.created_at > (select min(done_at) from done)
      )
      select distinct d.id as "followUp", l.incident, d.done_at as "doneAt" from done d join later l on l.key = d.key
      where l.created_at > d.done_at and l.incident is distinct from d.incident order by d.id, l.incident`),
  );
}

/** Neither a kind nor a service has a blank in it. */
function keyOf(factor: Sql): Sql {
  return sql`${factor}.kind || ' ' || s.service || ' ' || ${factor}.part`;
}

export function lockReminded(tx: Tx, now: Temporal.Instant): Promise<FollowUp[]> {
  return tx.many(sql`
    select ${columns} from learn.follow_ups f where f.remind_at <= ${now}
    order by f.remind_at limit 50 for update skip locked`);
}

/** Those that wait for a reminder, when the times of reminders have changed. */
export function lockReminding(tx: Tx): Promise<FollowUp[]> {
  return tx.many(sql`
    select ${columns} from learn.follow_ups f
    where f.state in ('open', 'started') or f.state = 'done' and f.effect is null for update`);
}

export async function nextReminded(db: Query): Promise<Temporal.Instant | null> {
  const { at } = await db.one<{ at: Temporal.Instant | null }>(
    sql`select min(remind_at) as at from learn.follow_ups`,
  );
  return at;
}

export async function setReminded(
  tx: Tx,
  id: string,
  { remindedTo, remindAt }: { remindedTo: Temporal.Instant; remindAt: Temporal.Instant | null },
): Promise<void> {
  await tx.run(sql`
    update learn.follow_ups set reminded_to = ${remindedTo}, remind_at = ${remindAt} where id = ${id}`);
}

export async function loadFollowUpSettings(db: Query): Promise<FollowUpSettings> {
  const row = await db.maybe<{ settings: FollowUpSettings }>(
    sql`select settings from learn.follow_up_settings`,
  );
  // What was stored before a setting existed has it as shipped.
  return { ...shippedSettings, ...row?.settings };
}

export async function saveFollowUpSettings(
  tx: Tx,
  settings: FollowUpSettings,
  at: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`
    insert into learn.follow_up_settings (settings, changed_at) values (${JSON.stringify(settings)}, ${at})
    on conflict (single) do update set settings = excluded.settings, changed_at = excluded.changed_at`);
}
