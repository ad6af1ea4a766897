import type {
  AgendaFollowUp,
  AgendaReport,
  Session as OnWire,
  SessionRow,
} from '@muster/contract/learn/sessions';
import { type Actor, anyone } from '../../platform/actor.ts';
import { fromCursor, pageOf } from '../../platform/cursor.ts';
import { type Query, sql } from '../../platform/db.ts';
import { isId } from '../../platform/ids.ts';
import { notFound } from '../../platform/refusal.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';
import { hiddenIncidents } from '../../respond/index.ts';
import { ideasOf } from '../idea/store.ts';
import { questionsOf } from '../question/store.ts';
import { minutesEach, newTime } from '../timekeeping/model.ts';
import { timesOf } from '../timekeeping/store.ts';
import { votesOf } from '../vote/store.ts';
import { fewestAnswers, isFacilitator, isPresent, type Session } from './model.ts';
import {
  findSession,
  followUpColumns,
  followUpsOf,
  guestsOf,
  type Item,
  itemsOf,
  pollOf,
  reportsNamed,
  sessionColumns,
} from './store.ts';

export async function sessionList(
  db: Query,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: SessionRow[]; nextCursor: string | null }> {
  const last = fromCursor(cursor, 1)?.[0] ?? null;
  const before = last !== null && isId(last) ? last : null;
  const rows = await db.many<Session & { reports: number; people: number; attended: number }>(sql`
    select ${sessionColumns},
      (select count(*)::int from learn.session_items i where i.session = s.id and i.kind = 'report') as reports,
      (select count(*)::int from learn.session_people p where p.session = s.id) as people,
      (select count(*)::int from learn.session_people p where p.session = s.id and p.attended) as attended
    from learn.sessions s
    where ${before}::uuid is null or (s.starts_at, s.id) < (select b.starts_at, b.id from learn.sessions b where b.id = ${before}::uuid)
    order by s.starts_at desc, s.id desc limit ${limit + 1}`);
  const { items, nextCursor } = pageOf(rows, limit, ({ id }) => [id]);
  return {
    items: items.map(({ reports, people, attended, ...one }) => ({
      ...rowOf(one),
      reports,
      people,
      attended,
    })),
    nextCursor,
  };
}

export async function sessionView(db: Query, id: string, actor: Actor): Promise<OnWire> {
  const one = await findSession(db, id);
  if (!one) throw notFound('session');
  const person = actor.kind === 'person' ? actor.name : null;
  const [items, guests, { shown }] = [await itemsOf(db, id), await guestsOf(db, id), await pollOf(db, id)];
  const subjects = (kind: string) => items.filter((item) => item.kind === kind).map((item) => item.subject);
  const reports = await reportsNamed(db, subjects('report'));
  const followUps = await followUpsNamed(db, subjects('follow-up'), reports);
  const votes = await votesOf(db, id, person);
  const votesFor = (subject: string) => votes.get(subject) ?? { count: 0, mine: false };
  const known = new Set(reports.map((report) => report.id));
  const facilitates = isFacilitator(one, actor);
  const me = guests.find((guest) => guest.person === person);
  return {
    ...rowOf(one),
    facilitator: one.facilitator,
    coFacilitator: one.coFacilitator,
    noteTaker: one.noteTaker,
    notes: one.notes,
    people: guests.map(({ answered: _, ...guest }) => guest),
    reports: await withTimes(db, one, reports),
    followUps: followUps.map((followUp) => ({
      ...followUp,
      ...decisionOn(items, followUp.id),
      votes: votesFor(followUp.id),
    })),
    ideas: (await ideasOf(db, id)).map((idea) => ({
      ...idea,
      report: idea.report !== null && known.has(idea.report) ? idea.report : null,
      votes: votesFor(idea.id),
    })),
    decideFrom: wireTimeOrNull(one.decideFrom),
    questions: (await questionsOf(db, id)).filter(({ state }) => facilitates || state === 'open'),
    facilitates,
    present: person !== null && isPresent(one, guests, person),
    poll: shown.answers >= fewestAnswers ? shown : null,
    mayAnswer: one.state === 'held' && me !== undefined && me.attended && !me.answered,
    version: String(one.version),
  };
}

function decisionOn(items: readonly Item[], followUp: string) {
  const item = items.find(({ kind, subject }) => kind === 'follow-up' && subject === followUp);
  return { outcome: item?.outcome ?? null, note: item?.note ?? '', decidedBy: item?.decidedBy ?? null };
}

async function withTimes(db: Query, one: Session, reports: readonly AgendaReport[]) {
  const times = await timesOf(db, one.id);
  const usual = minutesEach(one.minutes, reports.length);
  return reports.map((report) => {
    const time = times.find((known) => known.report === report.id) ?? newTime(report.id);
    const { spentSeconds, roundAt } = time;
    const runningSince = wireTimeOrNull(time.runningSince);
    return { ...report, time: { minutes: time.minutes ?? usual, spentSeconds, roundAt, runningSince } };
  });
}

function rowOf({ id, title, startsAt, minutes, place, state, organiser }: Session) {
  return { id, title, startsAt: wireTime(startsAt), minutes, place, state, organiser };
}

const mostProposed = 20;

/**
 * Published reports that were on no agenda yet, the latest first, with what is open of their follow-ups; and drafts,
 * those to be met about soonest first. A draft that was talked about may come once more when it is published.
 */
export async function proposedAgenda(db: Query): Promise<{
  reports: AgendaReport[];
  followUps: AgendaFollowUp[];
  drafts: AgendaReport[];
}> {
  const published = await db.many<{ id: string }>(sql`
    select r.id from learn.retrospectives r
    where r.state = 'published' and not exists (
      select from learn.session_items i join learn.sessions s on s.id = i.session
      where i.kind = 'report' and i.subject = r.id and s.state <> 'cancelled'
        and s.starts_at >= r.published_at)
    order by r.published_at desc limit ${mostProposed}`);
  const drafts = await db.many<{ id: string }>(sql`
    select r.id from learn.retrospectives r
    where r.state <> 'published' and not exists (
      select from learn.session_items i join learn.sessions s on s.id = i.session
      where i.kind = 'report' and i.subject = r.id and s.state <> 'cancelled')
    order by r.meeting_due_at nulls last, r.id desc limit ${mostProposed}`);
  const named = (rows: readonly { id: string }[]) =>
    reportsNamed(
      db,
      rows.map((row) => row.id),
    );
  const reports = await named(published);
  return { reports, followUps: await followUpsOf(db, reports), drafts: await named(drafts) };
}

/** Those of reports that may not be seen any more are left out. */
async function followUpsNamed(
  db: Query,
  ids: readonly string[],
  reports: readonly AgendaReport[],
): Promise<AgendaFollowUp[]> {
  const hidden = await hiddenIncidents(db, anyone);
  const known = new Set(reports.map((one) => one.id));
  const rows = await db.many<AgendaFollowUp>(sql`
    select ${followUpColumns} from learn.follow_ups f
    where f.id = any(${[...ids]}::uuid[]) and (f.incident is null or f.incident <> all(${hidden}::uuid[]))
    order by array_position(${[...ids]}::uuid[], f.id)`);
  return rows.map((row) => ({
    ...row,
    report: row.report !== null && known.has(row.report) ? row.report : null,
  }));
}
