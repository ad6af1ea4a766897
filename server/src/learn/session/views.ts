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
import { wireTime } from '../../platform/wire-time.ts';
import { hiddenIncidents } from '../../respond/index.ts';
import { fewestAnswers, type Session } from './model.ts';
import {
  findSession,
  followUpColumns,
  followUpsOf,
  guestsOf,
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
      ...{ reports, people, attended },
    })),
    nextCursor,
  };
}

export async function sessionView(db: Query, id: string, actor: Actor): Promise<OnWire> {
  const one = await findSession(db, id);
  if (!one) throw notFound('session');
  const [items, guests, { shown }] = [await itemsOf(db, id), await guestsOf(db, id), await pollOf(db, id)];
  const subjects = (kind: string) => items.filter((item) => item.kind === kind).map((item) => item.subject);
  const reports = await reportsNamed(db, subjects('report'));
  const followUps = await followUpsNamed(db, subjects('follow-up'), reports);
  const me = actor.kind === 'person' ? guests.find((guest) => guest.person === actor.name) : undefined;
  return {
    ...rowOf(one),
    notes: one.notes,
    people: guests.map(({ person, attended }) => ({ person, attended })),
    reports,
    followUps: followUps.map((followUp) => {
      const item = items.find(({ kind, subject }) => kind === 'follow-up' && subject === followUp.id);
      return {
        ...followUp,
        outcome: item?.outcome ?? null,
        note: item?.note ?? '',
        decidedBy: item?.decidedBy ?? null,
      };
    }),
    poll: shown.answers >= fewestAnswers ? shown : null,
    mayAnswer: one.state === 'held' && me !== undefined && me.attended && !me.answered,
    version: String(one.version),
  };
}

function rowOf({ id, title, startsAt, minutes, place, state, organiser }: Session) {
  return { id, title, startsAt: wireTime(startsAt), minutes, place, state, organiser };
}

const mostProposed = 20;

/** Published reports that were on no agenda yet, the latest first, with what is open of their follow-ups. */
export async function proposedAgenda(
  db: Query,
): Promise<{ reports: AgendaReport[]; followUps: AgendaFollowUp[] }> {
  const rows = await db.many<{ id: string }>(sql`
    select r.id from learn.retrospectives r
    where r.state = 'published' and not exists (
      select from learn.session_items i join learn.sessions s on s.id = i.session
      where i.kind = 'report' and i.subject = r.id and s.state <> 'cancelled')
    order by r.published_at desc limit ${mostProposed}`);
  const reports = await reportsNamed(
    db,
    rows.map((row) => row.id),
  );
  return { reports, followUps: await followUpsOf(db, reports) };
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
