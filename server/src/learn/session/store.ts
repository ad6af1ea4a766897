import type { AgendaFollowUp, AgendaReport, Outcome } from '@muster/contract/learn/sessions';
import { activePeople } from '../../catalog/index.ts';
import { anyone } from '../../platform/actor.ts';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { isId } from '../../platform/ids.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { wireTimeOrNull } from '../../platform/wire-time.ts';
import { hiddenIncidents } from '../../respond/index.ts';
import type { Poll, Session } from './model.ts';

export const sessionColumns = sql`s.id, s.title, s.starts_at as "startsAt", s.minutes, s.place, s.state, s.sequence,
  s.notes, s.organiser, s.facilitator, s.co_facilitator as "coFacilitator", s.note_taker as "noteTaker",
  s.draft_due_at as "draftDueAt", s.decide_from as "decideFrom", s.soak_due_at as "soakDueAt", s.version,
  s.created_at as "createdAt"`;

export async function findSession(db: Query, id: string): Promise<Session | undefined> {
  return isId(id)
    ? db.maybe(sql`select ${sessionColumns} from learn.sessions s where s.id = ${id}`)
    : undefined;
}

export async function lockSession(tx: Tx, id: string): Promise<Session | undefined> {
  return isId(id)
    ? tx.maybe(sql`select ${sessionColumns} from learn.sessions s where s.id = ${id} for update`)
    : undefined;
}

export async function saveSession(tx: Tx, one: Session): Promise<void> {
  await tx.run(sql`
    insert into learn.sessions (id, title, starts_at, minutes, place, state, sequence, notes, organiser, facilitator,
      co_facilitator, note_taker, draft_due_at, decide_from, soak_due_at, version, created_at)
    values (${one.id}, ${one.title}, ${one.startsAt}, ${one.minutes}, ${one.place}, ${one.state}, ${one.sequence},
      ${one.notes}, ${one.organiser}, ${one.facilitator}, ${one.coFacilitator}, ${one.noteTaker}, ${one.draftDueAt},
      ${one.decideFrom}, ${one.soakDueAt}, ${one.version}, ${one.createdAt})
    on conflict (id) do update set title = excluded.title, starts_at = excluded.starts_at, minutes = excluded.minutes,
      place = excluded.place, state = excluded.state, sequence = excluded.sequence, notes = excluded.notes,
      facilitator = excluded.facilitator, co_facilitator = excluded.co_facilitator, note_taker = excluded.note_taker,
      draft_due_at = excluded.draft_due_at, decide_from = excluded.decide_from, soak_due_at = excluded.soak_due_at,
      version = excluded.version`);
}

const mostAtOnce = 20;

/** Those about which somebody is to be reminded by now. */
export function lockDue(tx: Tx, now: Temporal.Instant): Promise<Session[]> {
  return tx.many(sql`
    select ${sessionColumns} from learn.sessions s where s.draft_due_at <= ${now} or s.soak_due_at <= ${now}
    order by s.id limit ${mostAtOnce} for update skip locked`);
}

export async function nextDue(db: Query): Promise<Temporal.Instant | null> {
  const row = await db.one<{ at: Temporal.Instant | null }>(sql`
    select least((select min(draft_due_at) from learn.sessions where draft_due_at is not null),
      (select min(soak_due_at) from learn.sessions where soak_due_at is not null)) as at`);
  return row.at;
}

export interface Guest {
  person: string;
  attended: boolean;
  answered: boolean;
  decides: boolean;
}

export function guestsOf(db: Query, session: string): Promise<Guest[]> {
  return db.many(sql`
    select person, attended, answered, decides from learn.session_people where session = ${session} order by person`);
}

/** Those who are invited from now on; whoever was there stays on record. */
export async function saveGuests(tx: Tx, session: string, people: readonly string[]): Promise<void> {
  await tx.run(sql`
    delete from learn.session_people
    where session = ${session} and not attended and not answered and person <> all(${[...people]}::text[])`);
  await tx.run(sql`
    insert into learn.session_people (session, person) select ${session}, unnest(${[...people]}::text[])
    on conflict do nothing`);
}

export async function saveAttended(tx: Tx, session: string, people: readonly string[]): Promise<void> {
  await tx.run(sql`
    insert into learn.session_people (session, person) select ${session}, unnest(${[...people]}::text[])
    on conflict do nothing`);
  await tx.run(sql`
    update learn.session_people set attended = person = any(${[...people]}::text[]) where session = ${session}`);
}

/** The small group; whoever is of it and was not invited is from now on. */
export async function saveDeciders(tx: Tx, session: string, people: readonly string[]): Promise<void> {
  await tx.run(sql`
    insert into learn.session_people (session, person) select ${session}, unnest(${[...people]}::text[])
    on conflict do nothing`);
  await tx.run(sql`
    update learn.session_people set decides = person = any(${[...people]}::text[]) where session = ${session}`);
}

export interface Item {
  kind: 'report' | 'follow-up';
  subject: string;
  outcome: Outcome | null;
  note: string;
  decidedBy: string | null;
}

export function itemsOf(db: Query, session: string): Promise<Item[]> {
  return db.many(sql`
    select kind, subject, outcome, note, decided_by as "decidedBy" from learn.session_items
    where session = ${session} order by place, subject`);
}

/** The agenda as it is now; what was decided stays on record. */
export async function saveItems(
  tx: Tx,
  session: string,
  items: readonly Pick<Item, 'kind' | 'subject'>[],
): Promise<void> {
  const kinds = items.map((one) => one.kind);
  const subjects = items.map((one) => one.subject);
  await tx.run(sql`
    delete from learn.session_items i where i.session = ${session} and i.outcome is null and not exists (
      select from unnest(${kinds}::text[], ${subjects}::uuid[]) as t(kind, subject)
      where t.kind = i.kind and t.subject = i.subject)`);
  await tx.run(sql`
    insert into learn.session_items (session, kind, subject, place)
    select ${session}, t.kind, t.subject, t.place
    from unnest(${kinds}::text[], ${subjects}::uuid[]) with ordinality as t(kind, subject, place)
    on conflict (session, kind, subject) do update set place = excluded.place`);
}

/** Answers whether it is on the agenda. */
export async function saveOutcome(
  tx: Tx,
  { session, subject }: { session: string; subject: string },
  decided: { outcome: Outcome; note: string; by: string; at: Temporal.Instant },
): Promise<boolean> {
  const rows = await tx.run(sql`
    update learn.session_items set outcome = ${decided.outcome}, note = ${decided.note}, decided_by = ${decided.by},
      decided_at = ${decided.at}
    where session = ${session} and kind = 'follow-up' and subject = ${subject}`);
  return rows > 0;
}

export async function pollOf(db: Query, session: string): Promise<{ sums: Poll; shown: Poll }> {
  const row = await db.one<Poll & { shownAnswers: number; shownDifferently: number; shownAgain: number }>(sql`
    select answers, differently, again, shown_answers as "shownAnswers", shown_differently as "shownDifferently",
      shown_again as "shownAgain"
    from learn.sessions where id = ${session}`);
  const { answers, differently, again, shownAnswers, shownDifferently, shownAgain } = row;
  return {
    sums: { answers, differently, again },
    shown: { answers: shownAnswers, differently: shownDifferently, again: shownAgain },
  };
}

export async function savePoll(tx: Tx, session: string, sums: Poll, shown: Poll): Promise<void> {
  await tx.run(sql`
    update learn.sessions set answers = ${sums.answers}, differently = ${sums.differently}, again = ${sums.again},
      shown_answers = ${shown.answers}, shown_differently = ${shown.differently}, shown_again = ${shown.again}
    where id = ${session}`);
}

/** Answers false for whoever was not there, or has answered. */
export async function markAnswered(tx: Tx, session: string, person: string): Promise<boolean> {
  const rows = await tx.run(sql`
    update learn.session_people set answered = true
    where session = ${session} and person = ${person} and attended and not answered`);
  return rows > 0;
}

/** Asked as by a stranger: what is private is on no agenda, and leaves it when it becomes so. */
export async function reportsNamed(db: Query, ids: readonly string[]): Promise<AgendaReport[]> {
  const wanted = ids.filter(isId);
  const hidden = await hiddenIncidents(db, anyone);
  const rows = await db.many<ReportRow>(sql`
    select r.id, r.ref, r.title, r.services, r.state, r.published_at as "publishedAt",
      array(select role ->> 'person' from jsonb_array_elements(r.record -> 'roles') role
        union select t.by from learn.timeline_rows t where t.retrospective = r.id and t.event is not null) as acted,
      r.owner, array_remove(array[r.owner, r.reviewer] || array(
        select t.added_by from learn.timeline_rows t where t.retrospective = r.id
        union select f.added_by from learn.factors f where f.retrospective = r.id
        union select c.person from learn.comments c where c.retrospective = r.id), null) as others
    from learn.retrospectives r
    where r.id = any(${wanted}::uuid[]) and (r.incident is null or r.incident <> all(${hidden}::uuid[]))
    order by array_position(${wanted}::uuid[], r.id)`);
  const people = await activePeople(
    db,
    rows.flatMap(({ acted, others }) => [...acted, ...others]),
  );
  const here = (names: readonly string[]) => [...new Set(names)].filter((name) => people.has(name)).sort();
  return rows.map(({ acted, others, ...row }) => ({
    ...row,
    publishedAt: wireTimeOrNull(row.publishedAt),
    tookPart: here(acted),
    named: here([...acted, ...others]),
  }));
}

interface ReportRow extends Omit<AgendaReport, 'publishedAt' | 'tookPart' | 'named'> {
  publishedAt: Temporal.Instant | null;
  /** Whoever had a role, or did what stands in the timeline; tools too. */
  acted: string[];
  others: string[];
}

export const followUpColumns = sql`f.id, f.ref, f.title, f.state, f.owner, f.due_on::text as "dueOn",
  (select r.id from learn.retrospectives r where r.id = f.retrospective or r.incident = f.incident limit 1) as report`;

/** What is not over of the follow-ups of these reports, and of the incidents that they are about. */
export async function followUpsOf(db: Query, reports: readonly AgendaReport[]): Promise<AgendaFollowUp[]> {
  const ids = reports.map((one) => one.id);
  const hidden = await hiddenIncidents(db, anyone);
  return db.many(sql`
    select ${followUpColumns} from learn.follow_ups f
    where f.state in ('idea', 'open', 'started') and (f.incident is null or f.incident <> all(${hidden}::uuid[]))
      and (f.retrospective = any(${ids}::uuid[]) or f.incident in (
        select r.incident from learn.retrospectives r where r.id = any(${ids}::uuid[])))
    order by f.id limit 200`);
}

export async function reportIds(db: Query, session: string): Promise<string[]> {
  return (await itemsOf(db, session)).filter((one) => one.kind === 'report').map((one) => one.subject);
}

/** Sessions that have a report on their agenda and were not cancelled. */
export function sessionsAbout(db: Query, report: string): Promise<Session[]> {
  return db.many(sql`
    select ${sessionColumns} from learn.sessions s
    where s.state <> 'cancelled' and exists (
      select from learn.session_items i where i.session = s.id and i.kind = 'report' and i.subject = ${report})`);
}

/** The session, for whoever does something in it. Refuses what is not there, and what was cancelled. */
export async function takingPart(tx: Tx, id: string): Promise<Session> {
  const one = await lockSession(tx, id);
  if (!one) throw notFound('session');
  if (one.state === 'cancelled') throw new Refusal('conflict', 'This session was cancelled.');
  return one;
}

/** What is on the agenda of a session, in its order. */
export async function itemReports(db: Query, session: string): Promise<AgendaReport[]> {
  return reportsNamed(db, await reportIds(db, session));
}
