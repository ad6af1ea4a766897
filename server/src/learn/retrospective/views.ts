import type { Retrospective, RetrospectiveRow } from '@muster/contract/learn/retrospectives';
import type { IncidentState } from '@muster/contract/respond/state';
import { type Actor, actorName } from '../../platform/actor.ts';
import { fromIdCursor, pageOf } from '../../platform/cursor.ts';
import { type Query, sql } from '../../platform/db.ts';
import { isId } from '../../platform/ids.ts';
import { notFound } from '../../platform/refusal.ts';
import { all } from '../../platform/sql.ts';
import { wireTimeOrNull } from '../../platform/wire-time.ts';
import {
  type DocumentOwner,
  documentView,
  findIncident,
  hiddenIncidents,
  seenIncident,
} from '../../respond/index.ts';
import { authorsOf, mayRead } from '../author/store.ts';
import { commentsOf } from '../comment/store.ts';
import { factorsFor } from '../factor/views.ts';
import { figuresOf } from '../figure/store.ts';
import { scorecardOf } from '../scorecard/model.ts';
import { answersOf } from '../scorecard/store.ts';
import { rowsOf } from '../timeline/store.ts';
import { isOpen, type Stored, topicOf, toRow } from './model.ts';
import { findOfIncident, findRetrospective, storedColumns } from './store.ts';
import { templateOf } from './template.ts';

/** The retrospective, or the refusal that one which is not there would get: private as its incident is. */
export async function seenRetrospective(db: Query, id: string, actor: Actor): Promise<Stored> {
  const found = isId(id) ? await findRetrospective(db, id) : undefined;
  if (!found || !(await mayRead(db, found, actor))) throw notFound('retrospective');
  return found;
}

/** The whole of it. */
export async function retrospectiveView(
  db: Query,
  one: Stored,
  { actor, now }: { actor: Actor; now: Temporal.Instant },
): Promise<Retrospective> {
  const [timeline, factors, comments, authors, figures, answers, of] = await Promise.all([
    rowsOf(db, one.id),
    factorsFor(db, one.id, actor),
    commentsOf(db, one.id),
    authorsOf(db, one.id),
    figuresOf(db, one.id),
    answersOf(db, one.id),
    one.incident === null ? undefined : findIncident(db, one.incident),
  ]);
  return {
    ...toRow(one, now),
    incident: one.incident,
    reasons: one.reasons,
    due: one.due,
    signal: one.signal,
    facilitator: one.facilitator,
    noteTaker: one.noteTaker,
    reviewer: one.reviewer,
    reviewedBy: one.reviewedBy,
    publishedBy: one.publishedBy,
    record: one.record,
    lateEdits: of?.lateEdits ?? [],
    numbers: one.numbers,
    meetingAt: wireTimeOrNull(one.meetingAt),
    reviewedAt: wireTimeOrNull(one.reviewedAt),
    timeline,
    factors,
    comments,
    authors,
    figures,
    scorecard: scorecardOf(one.record.process ?? [], answers),
    dismissed: one.dismissed,
    version: one.version,
  };
}

export async function ofIncident(db: Query, ref: string, actor: Actor): Promise<Stored> {
  const state: IncidentState = await seenIncident(db, ref, actor);
  const found = await findOfIncident(db, state.id);
  if (!found) throw notFound('retrospective');
  return found;
}

interface Filter {
  limit: number;
  cursor?: string | undefined;
  state?: string | undefined;
  overdue?: 'true' | 'false' | undefined;
  service?: string | undefined;
  q?: string | undefined;
}

/** Latest first. Those of private incidents only for whoever belongs to them. */
export async function retrospectiveList(
  db: Query,
  { actor, now }: { actor: Actor; now: Temporal.Instant },
  { limit, cursor, ...filter }: Filter,
): Promise<{ items: RetrospectiveRow[]; nextCursor: string | null }> {
  const hidden = await hiddenIncidents(db, actor);
  const last = fromIdCursor(cursor);
  const rows = await db.many<Stored>(sql`
    select ${storedColumns} from learn.retrospectives r
    where ${all([
      sql`r.incident is null or r.incident <> all(${hidden}::uuid[])`,
      ...(last === null ? [] : [sql`r.id < ${last}`]),
      ...wanted(filter, now),
    ])} order by r.id desc limit ${limit + 1}`);
  const { items, nextCursor } = pageOf(rows, limit, ({ id }) => [id]);
  return { items: items.map((one) => toRow(one, now)), nextCursor };
}

function wanted({ state, overdue, service, q }: Omit<Filter, 'limit' | 'cursor'>, now: Temporal.Instant) {
  const like = q && `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return [
    ...(state === undefined
      ? []
      : [state === 'unpublished' ? sql`r.state <> 'published'` : sql`r.state = ${state}`]),
    ...(overdue === 'true'
      ? [
          sql`r.state <> 'published' and (r.publish_due_at < ${now} or (r.state = 'draft' and r.meeting_due_at < ${now}
            and (r.meeting_at is null or r.meeting_at >= ${now})))`,
        ]
      : []),
    ...(service === undefined ? [] : [sql`r.services @> array[${service}::text]`]),
    ...(like ? [sql`r.title ilike ${like} or r.ref ilike ${like}`] : []),
  ];
}

/** What waits for a person: to be written, or to be looked at. */
export async function myRetrospectives(db: Query, actor: Actor, now: Temporal.Instant) {
  const me = actor.kind === 'person' ? actorName(actor) : null;
  if (me === null) return { items: [] };
  const hidden = await hiddenIncidents(db, actor);
  const rows = await db.many<Stored>(sql`
    select ${storedColumns} from learn.retrospectives r
    where (r.incident is null or r.incident <> all(${hidden}::uuid[]))
      and ((r.owner = ${me} and r.state <> 'published' and (r.state <> 'in-review' or r.reviewer is null))
        or (r.reviewer = ${me} and r.state = 'in-review'))
    order by coalesce(r.meeting_due_at, r.publish_due_at) nulls last, r.id limit 100`);
  const asked = ({ reviewer, state }: Stored) =>
    reviewer === me && state === 'in-review' ? ('review' as const) : ('write' as const);
  return {
    items: rows.map((one) => ({ ...toRow(one, now), asked: asked(one) })),
  };
}

/** What people wrote in it together. */
export function writtenText(db: Query, one: Pick<Stored, 'id' | 'depth'>) {
  return documentView(db, one.id, { at: null, template: templateOf(one.depth) });
}

/** Whoever responds and may see it writes in it, while it is open. */
export const retrospectiveDocuments: DocumentOwner = {
  async mayEdit({ db }, actor, id) {
    const found = isId(id) ? await findRetrospective(db, id) : undefined;
    return found !== undefined && isOpen(found) && mayRead(db, found, actor);
  },
  async templateOf({ db }, id) {
    const found = isId(id) ? await findRetrospective(db, id) : undefined;
    return found ? templateOf(found.depth) : null;
  },
  isTelling: (topic, id) => topic === topicOf({ id }),
};

/** Everything that was written in it, for whoever searches. */
export async function plainTextOf(db: Query, id: string): Promise<string> {
  const one = await findRetrospective(db, id);
  if (!one) return '';
  const [written, rows, factors] = await Promise.all([
    writtenText(db, one),
    rowsOf(db, id),
    factorsFor(db, id, { kind: 'system', name: 'search' }),
  ]);
  const parts = [
    one.title,
    one.services.join(' '),
    one.signal,
    written.text,
    ...rows.map(({ text }) => text),
    ...factors.map(({ kind, part, text }) => `${kind} ${part}: ${text}`),
  ];
  return parts.filter((text) => text.trim() !== '').join('\n');
}

/** For stages and slices to the right: refuses not_found for whoever may not see it. */
export async function retrospectiveAt(
  db: Query,
  id: string,
  asker: { actor: Actor; now: Temporal.Instant },
): Promise<Retrospective> {
  return retrospectiveView(db, await seenRetrospective(db, id, asker.actor), asker);
}
