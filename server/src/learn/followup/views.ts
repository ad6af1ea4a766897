import type {
  FollowUpSettings,
  FollowUpTurn,
  followUpFilter,
  FollowUp as OnWire,
  TeamFollowUps,
} from '@muster/contract/learn/followups';
import type { z } from 'zod';
import { teamsOf } from '../../catalog/index.ts';
import type { Actor } from '../../platform/actor.ts';
import { fromCursor, pageOf, strangeCursor } from '../../platform/cursor.ts';
import { type Query, sql } from '../../platform/db.ts';
import { isId } from '../../platform/ids.ts';
import { isBefore } from '../../platform/instants.ts';
import { notFound } from '../../platform/refusal.ts';
import { all, type Sql } from '../../platform/sql.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';
import { findIncident, hiddenIncidents, incidentNames, insiderName, maySee } from '../../respond/index.ts';
import { seenWithIncident } from '../owner/store.ts';
import { approvalOf } from './approval.ts';
import { checkOf, checkUntilDays, type FollowUp, isOverdue } from './model.ts';
import {
  alikeIncidents,
  columns,
  findFollowUp,
  historyOf,
  loadFollowUpSettings,
  recurrencesOf,
} from './store.ts';

interface Asking {
  actor: Actor;
  now: Temporal.Instant;
}

/** One as stored, for whoever may see its incident. Refuses not_found for others, as for one that is not there. */
export async function seenFollowUp(db: Query, ref: string, actor: Actor): Promise<FollowUp> {
  return seenWithIncident(db, await findFollowUp(db, ref), actor);
}

export async function followUpView(db: Query, ref: string, { actor, now }: Asking) {
  const one = await seenFollowUp(db, ref, actor);
  const [view] = await toWire(db, [one], { actor, now });
  if (!view) throw notFound('follow-up');
  const turns = await Promise.all(
    (await historyOf(db, one.id)).map(async (turn) => ((await isTold(db, turn, actor)) ? [turn] : [])),
  );
  return { ...view, history: turns.flat().map((turn) => ({ ...turn, at: wireTime(turn.at) })) };
}

/** That something came again is told to those who may know of what came, as it stands now. */
async function isTold(
  db: Query,
  { act, detail }: Pick<FollowUpTurn, 'act' | 'detail'>,
  actor: Actor,
): Promise<boolean> {
  if (act !== 'recurred') return true;
  const again = typeof detail.incident === 'string' ? await findIncident(db, detail.incident) : undefined;
  return again !== undefined && maySee(again, actor);
}

/** By when each priority asks to be done, and when people are reminded. */
export function settingsView(db: Query): Promise<FollowUpSettings> {
  return loadFollowUpSettings(db);
}

type Filter = z.output<typeof followUpFilter>;

/** What is due first stands first; what has no date comes behind, the newest first. */
export async function followUpList(db: Query, { limit, cursor, ...filter }: Filter, asking: Asking) {
  const settings = await loadFollowUpSettings(db);
  const after = keysOf(cursor);
  const rows = await db.many<FollowUp & { place: string }>(sql`
    select ${columns}, ${place} as place from learn.follow_ups f
    where ${all([...(await visible(db, asking.actor)), ...(await wanted(db, filter, { ...asking, settings }))])}
      and (${after?.[0] ?? null}::text is null
        or (${place}, f.id) < (${after?.[0] ?? null}::text, ${after?.[1] ?? null}::uuid))
    order by ${place} desc, f.id desc limit ${limit + 1}`);
  const page = pageOf(rows, limit, (one) => [one.place, one.id]);
  return { ...page, items: await toWire(db, page.items, asking) };
}

/**
 * As a text that sorts downwards: what is promised by its date, the earliest first (the days that are left until a far
 * day), then ideas, then what is over.
 */
const place = sql`(case when f.state in ('open', 'started')
  then 'c' || lpad((date '9999-12-31' - f.due_on)::text, 8, '0')
  when f.state = 'idea' then 'b' else 'a' end)`;

function keysOf(cursor: string | undefined): string[] | null {
  const keys = fromCursor(cursor, 2);
  if (keys !== null && !isId(keys[1] ?? '')) throw strangeCursor();
  return keys;
}

/**
 * The incidents that came although each of these (or of all) was done: those that share a service and its factor with
 * it, declared since (practice.md 3.2), and those that people noted; of all of them those that the caller may know of.
 * Worked out when asked, so it is never stale.
 */
async function recurrences(
  db: Query,
  { ids, actor }: { ids: readonly string[] | null; actor: Actor },
): Promise<Map<string, string[]>> {
  const found = await alikeIncidents(db, ids);
  const noted = await recurrencesOf(db, ids);
  const incidents = await incidentNames(
    db,
    [...found.map((one) => one.incident), ...[...noted.values()].flat()],
    actor,
  );
  const after = new Map<string, string[]>();
  for (const [followUp, all] of noted) {
    const known = all.filter((one) => incidents.has(one));
    if (known.length > 0) after.set(followUp, known);
  }
  for (const { followUp, incident, doneAt } of found) {
    const declaredAt = incidents.get(incident)?.declaredAt;
    if (!declaredAt || !isBefore(doneAt, declaredAt)) continue;
    after.set(followUp, [...new Set([...(after.get(followUp) ?? []), incident])]);
  }
  return after;
}

async function visible(db: Query, actor: Actor): Promise<Sql[]> {
  const hidden = await hiddenIncidents(db, actor);
  return hidden.length === 0 ? [] : [sql`f.incident is null or f.incident <> all(${hidden}::uuid[])`];
}

type Wish = Partial<Omit<Filter, 'limit' | 'cursor'>>;

async function wanted(
  db: Query,
  { state, incident, due, q, recurred, ...same }: Wish,
  { actor, now, settings }: Asking & { settings: FollowUpSettings },
): Promise<Sql[]> {
  const like = q && `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const found = incident === undefined ? undefined : await findIncident(db, incident);
  const about = found && maySee(found, actor) ? found.id : null;
  return [
    ...(state === undefined ? [] : [state === 'active' ? isPromised : sql`f.state = ${state}`]),
    ...(incident === undefined ? [] : [sql`f.incident = ${about}::uuid`]),
    ...(due === undefined ? [] : [dueWithin(due, now, settings)]),
    ...(like ? [sql`f.title ilike ${like} or f.ref ilike ${like} or f.deliverable ilike ${like}`] : []),
    ...(recurred === undefined
      ? []
      : [sql`f.id = any(${[...(await recurrences(db, { ids: null, actor })).keys()]}::uuid[])`]),
    ...sameAs(same),
  ];
}

const isPromised = sql`f.state in ('open', 'started')`;

function sameAs({ owner, team, service, kind, priority, retrospective }: Wish): Sql[] {
  return [
    ...(owner === undefined ? [] : [sql`f.owner = ${owner}`]),
    ...(team === undefined ? [] : [sql`f.team = ${team}`]),
    ...(service === undefined ? [] : [sql`f.services @> array[${service}::text]`]),
    ...(kind === undefined ? [] : [sql`f.kind = ${kind}`]),
    ...(priority === undefined ? [] : [sql`f.priority = ${priority}`]),
    ...(retrospective === undefined ? [] : [sql`f.retrospective::text = ${retrospective}`]),
  ];
}

function dueWithin(
  due: NonNullable<Filter['due']>,
  now: Temporal.Instant,
  { checkAfterDays, approvers }: FollowUpSettings,
) {
  switch (due) {
    case 'approval':
      return sql`f.state = 'idea' and f.priority = 'high' and f.asked_at is not null
        and f.approved_by is null and ${approvers.length > 0}`;
    case 'overdue':
      return sql`${isPromised} and f.due_at <= ${now}`;
    case 'soon':
      return sql`${isPromised} and f.due_at > ${now} and f.due_at <= ${now.add({ hours: 7 * 24 })}`;
    case 'check':
      return sql`f.state = 'done' and f.effect is null
        and f.done_at <= ${now.subtract({ hours: checkAfterDays * 24 })}
        and f.done_at > ${now.subtract({ hours: checkUntilDays * 24 })}`;
  }
}

const mostOfMine = 100;

/** What whoever asks has promised, and what the teams of that person are asked about; nothing for what is no person. */
export async function ownFollowUps(db: Query, asking: Asking) {
  const me = insiderName(asking.actor);
  if (me === null) return { items: [], checks: [], approvals: [] };
  const seenOnly = await visible(db, asking.actor);
  const settings = await loadFollowUpSettings(db);
  const teams = await teamsOf(db, me);
  const [mine, checks, approvals] = await Promise.all([
    db.many<FollowUp>(sql`
      select ${columns} from learn.follow_ups f where ${all([...seenOnly, isPromised, sql`f.owner = ${me}`])}
      order by f.due_on, f.id limit ${mostOfMine}`),
    db.many<FollowUp>(sql`
      select ${columns} from learn.follow_ups f
      where ${all([
        ...seenOnly,
        dueWithin('check', asking.now, settings),
        sql`f.team = any(${teams}::text[]) or f.team is null and f.owner = ${me}`,
      ])}
      order by f.done_at, f.id limit ${mostOfMine}`),
    settings.approvers.includes(me)
      ? db.many<FollowUp>(sql`
          select ${columns} from learn.follow_ups f
          where ${all([...seenOnly, dueWithin('approval', asking.now, settings)])}
          order by f.asked_at, f.id limit ${mostOfMine}`)
      : [],
  ]);
  return {
    items: await toWire(db, mine, asking),
    checks: await toWire(db, checks, asking),
    approvals: await toWire(db, approvals, asking),
  };
}

/** Each team's promises; what belongs to no team stands last. */
export async function teamReport(db: Query, { actor, now }: Asking): Promise<TeamFollowUps[]> {
  return db.many(sql`
    select f.team, count(*) filter (where ${isPromised})::int as active,
      count(*) filter (where ${isPromised} and f.due_at <= ${now})::int as overdue,
      count(*) filter (where ${isPromised} and f.due_at > ${now} and f.due_at <= ${now.add({ hours: 7 * 24 })})::int
        as "dueSoon",
      count(*) filter (where ${isPromised} and f.moves > 0)::int as moved,
      count(*) filter (where f.state = 'idea')::int as ideas,
      (min(f.due_on) filter (where ${isPromised}))::text as "oldestDueOn"
    from learn.follow_ups f
    where ${all([...(await visible(db, actor)), sql`f.state in ('idea', 'open', 'started')`])}
    group by f.team order by f.team nulls last`);
}

/** What the measures need of one. */
export interface FollowUpFact {
  id: string;
  ref: string;
  incident: string | null;
  kind: FollowUp['kind'];
  priority: FollowUp['priority'];
  state: FollowUp['state'];
  team: string | null;
  services: string[];
  createdAt: Temporal.Instant;
  committedAt: Temporal.Instant | null;
  /** The instant at which it is late. */
  dueAt: Temporal.Instant | null;
  doneAt: Temporal.Instant | null;
  cancelledAt: Temporal.Instant | null;
  isOverdue: boolean;
  moves: number;
  effect: FollowUp['effect'];
  /** How many incidents came although it was done. */
  recurred: number;
}

/**
 * Facts about closing what was promised (practice.md 3.2), as far as the caller may see them: what is due within
 * [from, until), and what is open now, whenever it is due. Ideas that nobody promised are not among them; what was
 * cancelled is, so that it can be counted beside.
 */
export async function followUpFacts(
  db: Query,
  wish: {
    from: Temporal.Instant;
    until: Temporal.Instant;
    team?: string | undefined;
    service?: string | undefined;
  },
  { actor, now }: Asking,
): Promise<FollowUpFact[]> {
  const { from, until, ...same } = wish;
  const rows = await db.many<Omit<FollowUpFact, 'isOverdue' | 'recurred'>>(sql`
    select f.id, f.ref, f.incident, f.kind, f.priority, f.state, f.team, f.services, f.created_at as "createdAt",
      f.committed_at as "committedAt", f.due_at as "dueAt", f.done_at as "doneAt", f.cancelled_at as "cancelledAt",
      f.moves, f.effect
    from learn.follow_ups f
    where ${all([
      ...(await visible(db, actor)),
      sql`f.committed_at is not null and f.state <> 'idea'`,
      sql`${isPromised} or f.due_at >= ${from} and f.due_at < ${until}`,
      ...sameAs(same),
    ])} order by f.id`);
  const again = await recurrences(db, { ids: rows.map((row) => row.id), actor });
  return rows.map((row) => ({
    ...row,
    isOverdue: isOverdue(row, now),
    recurred: again.get(row.id)?.length ?? 0,
  }));
}

async function toWire(db: Query, rows: readonly FollowUp[], { actor, now }: Asking): Promise<OnWire[]> {
  const settings = await loadFollowUpSettings(db);
  const recurred = await recurrences(db, { ids: rows.map((one) => one.id), actor });
  const ids = rows.flatMap((one) => (one.incident === null ? [] : [one.incident]));
  const names = await incidentNames(db, [...ids, ...[...recurred.values()].flat()], actor);
  const named = (id: string | null) => {
    const found = id === null ? undefined : names.get(id);
    return found ? [{ ref: found.ref, title: found.title }] : [];
  };
  const person = insiderName(actor);
  return rows.map((one) => ({
    ...plainOf(one),
    approval: approvalTold(one, settings, person),
    incident: named(one.incident)[0] ?? null,
    isOverdue: isOverdue(one, now),
    check: checkTold(one, settings, now),
    recurred: (recurred.get(one.id) ?? []).flatMap(named),
  }));
}

function plainOf(one: FollowUp) {
  const { id, ref, title, note, deliverable, kind, priority, state, owner, team, services } = one;
  const { retrospective, factor, links, dueOn, firstDueOn, moves, objectiveOn, evidence, cancelledWhy } = one;
  const { effect, effectNote, effectBy, effectAt } = one;
  const checked = effect && effectBy && effectAt;
  return {
    id,
    ref,
    title,
    note,
    deliverable,
    kind,
    priority,
    state,
    owner,
    team,
    services,
    retrospective,
    factor,
    links,
    dueOn,
    firstDueOn,
    moves,
    objectiveOn,
    evidence,
    cancelledWhy,
    committedAt: wireTimeOrNull(one.committedAt),
    doneAt: wireTimeOrNull(one.doneAt),
    cancelledAt: wireTimeOrNull(one.cancelledAt),
    effect: checked ? { outcome: effect, note: effectNote, by: effectBy, at: wireTime(effectAt) } : null,
    createdBy: one.createdBy,
    createdAt: wireTime(one.createdAt),
    changedAt: wireTime(one.changedAt),
    version: String(one.version),
  };
}

function approvalTold(one: FollowUp, settings: FollowUpSettings, person: string | null) {
  const approval = approvalOf(one, settings, person);
  return (
    approval && {
      ...approval,
      askedAt: wireTimeOrNull(one.askedAt),
      at: wireTimeOrNull(one.approvedAt),
    }
  );
}

function checkTold(one: FollowUp, settings: FollowUpSettings, now: Temporal.Instant) {
  const check = checkOf(one, settings, now);
  return check && { state: check.state, from: wireTime(check.from), until: wireTime(check.until) };
}
