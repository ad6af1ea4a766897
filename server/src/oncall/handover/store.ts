import type { HandoverFacts } from '@muster/contract/oncall/handover';
import { whenPeopleLeft } from '../../catalog/index.ts';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { notFound } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { allPolicies } from '../policy/store.ts';
import { loadWithMade } from '../schedule/store.ts';
import { withMade } from '../temporary/model.ts';
import { aheadOf, changeAfter, type Handover } from './model.ts';

const mostPages = 100;
const endedWithinHours = 24;

const columns = sql`id, schedule, from_person as "from", to_people as "to", notes, facts,
  wants_read_back as "wantsReadBack", handed_at as "handedAt", accepted_by as "acceptedBy",
  accepted_at as "acceptedAt", read_back as "readBack", due_at as "dueAt"`;

export async function insertHandover(tx: Tx, one: Handover): Promise<void> {
  await tx.run(sql`
    insert into oncall.handovers (id, schedule, from_person, to_people, notes, facts, wants_read_back, handed_at, due_at)
    values (${one.id}, ${one.schedule}, ${one.from}, ${one.to}::text[], ${one.notes},
      ${JSON.stringify(one.facts)}::jsonb, ${one.wantsReadBack}, ${one.handedAt}, ${one.dueAt})`);
}

/** Lets whoever else accepts it wait, so that two at once are one after the other. */
export function lockHandover(tx: Tx, id: string): Promise<Handover | undefined> {
  return tx.maybe(sql`select ${columns} from oncall.handovers where id = ${id} for update`);
}

export function findHandover(db: Query, id: string): Promise<Handover | undefined> {
  return db.maybe(sql`select ${columns} from oncall.handovers where id = ${id}`);
}

export async function saveAcceptance(
  tx: Tx,
  id: string,
  { by, at, readBack }: { by: string; at: Temporal.Instant; readBack: string | null },
): Promise<void> {
  await tx.run(sql`
    update oncall.handovers set accepted_by = ${by}, accepted_at = ${at}, read_back = ${readBack}, due_at = null
    where id = ${id}`);
}

export interface Draft {
  notes: string;
  wantsReadBack: boolean;
  savedAt: Temporal.Instant;
}

export function findDraft(db: Query, schedule: string, person: string): Promise<Draft | undefined> {
  return db.maybe(sql`
    select notes, wants_read_back as "wantsReadBack", saved_at as "savedAt" from oncall.handover_drafts
    where schedule = ${schedule} and person = ${person}`);
}

export async function saveDraft(tx: Tx, schedule: string, person: string, one: Draft): Promise<void> {
  await tx.run(sql`
    insert into oncall.handover_drafts (schedule, person, notes, wants_read_back, saved_at)
    values (${schedule}, ${person}, ${one.notes}, ${one.wantsReadBack}, ${one.savedAt})
    on conflict (schedule, person) do update set notes = excluded.notes,
      wants_read_back = excluded.wants_read_back, saved_at = excluded.saved_at`);
}

export async function deleteDraft(tx: Tx, schedule: string, person: string): Promise<void> {
  await tx.run(sql`delete from oncall.handover_drafts where schedule = ${schedule} and person = ${person}`);
}

export async function forgetDraftsBefore(tx: Tx, before: Temporal.Instant): Promise<void> {
  await tx.run(sql`delete from oncall.handover_drafts where saved_at < ${before}`);
}

/** Whether this person has handed this schedule over since then. */
export async function hasHandedOver(
  db: Query,
  { schedule, person }: { schedule: string; person: string },
  since: Temporal.Instant,
): Promise<boolean> {
  const found = await db.maybe(sql`
    select id from oncall.handovers
    where schedule = ${schedule} and from_person = ${person} and handed_at >= ${since} limit 1`);
  return found !== undefined;
}

/** Those of a schedule since then, latest first; at most 100. */
export function handoversSince(db: Query, schedule: string, since: Temporal.Instant): Promise<Handover[]> {
  return db.many(sql`
    select ${columns} from oncall.handovers where schedule = ${schedule} and handed_at > ${since}
    order by handed_at desc, id desc limit 100`);
}

/** Those since then that wait for this person to accept them, or that this person handed over; latest first. */
export function handoversAround(db: Query, person: string, since: Temporal.Instant): Promise<Handover[]> {
  return db.many(sql`
    select ${columns} from oncall.handovers
    where handed_at > ${since} and (from_person = ${person} or accepted_by is null and ${person} = any(to_people))
    order by handed_at desc, id desc limit 50`);
}

/** Those that nobody has accepted in time, claimed; their owners are told once. */
export function claimLate(tx: Tx, now: Temporal.Instant): Promise<Handover[]> {
  return tx.many(sql`
    with late as (
      select id from oncall.handovers where due_at <= ${now} order by due_at limit 50 for update skip locked)
    update oncall.handovers set due_at = null where id in (select id from late) returning ${columns}`);
}

export async function nextLateAt(db: Query): Promise<Temporal.Instant | null> {
  const row = await db.one<{ due: Temporal.Instant | null }>(
    sql`select min(due_at) as due from oncall.handovers where due_at is not null`,
  );
  return row.due;
}

/** Who leaves, who comes, and what there is to know. */
export async function stateOf(db: Query, schedule: string, now: Temporal.Instant) {
  const [stored] = await loadWithMade(db, [schedule], now);
  if (!stored) throw notFound('schedule');
  const leftAt = await whenPeopleLeft(db);
  const { gaps, overrides } = aheadOf({ ...stored, leftAt }, now);
  const wire = (text: string) => wireTime(Temporal.Instant.from(text));
  const facts: HandoverFacts = {
    ...(await pagesAround(db, schedule, now)),
    overrides: overrides.map((one) => ({ ...one, start: wire(one.start), end: wire(one.end) })),
    gaps: gaps.map((one) => ({ start: wire(one.start), end: wire(one.end) })),
  };
  return { ...changeAfter(withMade(stored.definition, stored.made), leftAt, now), facts };
}

/** Pages of the policies that call this schedule. */
async function pagesAround(db: Query, schedule: string, now: Temporal.Instant) {
  const policies = (await allPolicies(db))
    .filter(({ definition }) =>
      definition.steps.some(({ targets }) =>
        targets.some((target) => 'schedule' in target && target.schedule === schedule),
      ),
    )
    .map((one) => one.name);
  const since = now.subtract({ hours: endedWithinHours });
  const rows = await db.many<HandoverFacts['open'][number]>(sql`
    select id, title, state, owner from oncall.pages
    where policy = any(${policies}::text[]) and (state <> 'resolved' or resolved_at > ${since})
    order by id desc limit ${mostPages}`);
  return {
    open: rows.filter((one) => one.state !== 'resolved'),
    ended: rows.filter((one) => one.state === 'resolved'),
  };
}
