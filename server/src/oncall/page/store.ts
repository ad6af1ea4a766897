import type { Policy } from '@muster/contract/oncall/definition';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { firstIdAt } from '../../platform/ids.ts';
import type { LogFact } from './log.ts';
import type { PageRun } from './model.ts';
import { testsCountSince, testTitle } from './test-page.ts';

/** A page as stored: the run decides, the columns beside it are for lists and say the same. */
export interface Page {
  id: string;
  groupId: string | null;
  service: string | null;
  title: string;
  run: PageRun;
  escalation: string;
  step: number;
  why: string;
  notified: string[];
  dueAt: Temporal.Instant | null;
  openedAt: Temporal.Instant;
  acceptedAt: Temporal.Instant | null;
  acknowledgedAt: Temporal.Instant | null;
  resolvedAt: Temporal.Instant | null;
}

const columns = sql`p.id, p.group_id as "groupId", p.service, p.title, p.run, p.escalation, p.step, p.why, p.notified,
  p.due_at as "dueAt", p.opened_at as "openedAt", p.accepted_at as "acceptedAt", p.acknowledged_at as "acknowledgedAt",
  p.resolved_at as "resolvedAt"`;

export function lockPage(tx: Tx, id: string): Promise<Page | undefined> {
  return tx.maybe(sql`select ${columns} from oncall.pages p where p.id = ${id} for update`);
}

export function lockPageOfGroup(tx: Tx, groupId: string): Promise<Page | undefined> {
  return tx.maybe(sql`select ${columns} from oncall.pages p where p.group_id = ${groupId} for update`);
}

/** These pages, as far as nobody else has them in hand. */
export function lockPages(tx: Tx, ids: readonly string[]): Promise<Page[]> {
  return tx.many(sql`
    select ${columns} from oncall.pages p where p.id = any(${[...ids]}::uuid[]) order by p.id for update skip locked`);
}

/** The pages that are not over and have to do with this person: owned, handed over, called, or about to be called. */
export function lockOpenPagesOf(tx: Tx, person: string): Promise<Page[]> {
  return tx.many(sql`
    select ${columns} from oncall.pages p where p.state <> 'resolved' and (p.owner = ${person}
      or ${person} = any(p.notified) or jsonb_exists(p.run -> 'assigned', ${person})
      or jsonb_exists(p.run -> 'recipients', ${person})
      or p.run -> 'pending' @> ${JSON.stringify([{ person }])}::jsonb)
    order by p.id for update`);
}

/** The open pages of these services. */
export function lockPagesOfServices(tx: Tx, services: readonly string[]): Promise<Page[]> {
  return tx.many(sql`
    select ${columns} from oncall.pages p
    where p.state <> 'resolved' and p.kind = 'page' and p.service = any(${[...services]}::text[])
    order by p.id for update`);
}

/** When this person's test pages opened that still count. */
export async function latestTests(
  tx: Tx,
  person: string,
  now: Temporal.Instant,
): Promise<Temporal.Instant[]> {
  const since = testsCountSince(now);
  const rows = await tx.many<{ openedAt: Temporal.Instant }>(sql`
    select p.opened_at as "openedAt" from oncall.pages p
    where p.id >= ${firstIdAt(since)} and p.opened_at > ${since} and p.title = ${testTitle} and p.group_id is null
      and p.run #>> '{policy,steps,0,targets,0,user}' = ${person}`);
  return rows.map((row) => row.openedAt);
}

/** Due pages, the most overdue first. What another node holds is passed over. */
export function lockDuePages(tx: Tx, now: Temporal.Instant, limit: number): Promise<Page[]> {
  return tx.many(sql`
    select ${columns} from oncall.pages p where p.due_at <= ${now} order by p.due_at limit ${limit} for update skip locked`);
}

/** Open pages whose copy of a policy differs from what it is now, the oldest first. */
export function lockPagesOnOlder(
  tx: Tx,
  { name, definition }: { name: string; definition: Policy },
  limit: number,
): Promise<Page[]> {
  return tx.many(sql`
    select ${columns} from oncall.pages p where p.state <> 'resolved' and p.policy = ${name} and p.kind = 'page'
      and (p.run -> 'policy') - 'name' <> ${JSON.stringify(definition)}::jsonb
    order by p.id limit ${limit} for update`);
}

/** How many open pages follow a policy. */
export async function pagesFollowing(db: Query, policy: string): Promise<number> {
  const row = await db.one<{ n: number }>(sql`
    select count(*)::int as n from oncall.pages p
    where p.state <> 'resolved' and p.policy = ${policy} and p.kind = 'page'`);
  return row.n;
}

export async function nextPageDue(db: Query): Promise<Temporal.Instant | null> {
  return (await db.one<{ due: Temporal.Instant | null }>(sql`select min(due_at) as due from oncall.pages`))
    .due;
}

/** Which of these groups have a page already: their events were delivered before. */
export async function groupsWithPage(tx: Tx, groups: readonly string[]): Promise<Set<string>> {
  const rows = await tx.many<{ groupId: string }>(sql`
    select group_id as "groupId" from oncall.pages where group_id = any(${[...groups]}::uuid[])`);
  return new Set(rows.map((row) => row.groupId));
}

/** Adds pages, or changes those that are known by their id. */
export function savePages(tx: Tx, pages: readonly Page[]): void {
  if (pages.length === 0) return;
  tx.later(sql`
    insert into oncall.pages (id, group_id, service, policy, title, state, escalation, urgency, step, owner, why, notified, run,
      due_at, opened_at, accepted_at, acknowledged_at, resolved_at)
    select t.id, t.group_id, t.service, t.policy, t.title, t.state, t.escalation, t.urgency, t.step, t.owner, t.why,
      array(select jsonb_array_elements_text(t.notified)), t.run, t.due_at, t.opened_at, t.accepted_at, t.acknowledged_at, t.resolved_at
    from unnest(${pages.map((p) => p.id)}::uuid[], ${pages.map((p) => p.groupId)}::uuid[], ${pages.map((p) => p.service)}::text[],
      ${pages.map((p) => p.run.policy.name)}::text[], ${pages.map((p) => p.title)}::text[], ${pages.map((p) => p.run.state)}::text[],
      ${pages.map((p) => p.escalation)}::text[], ${pages.map((p) => p.run.urgency)}::text[], ${pages.map((p) => p.step)}::int[],
      ${pages.map((p) => p.run.owner)}::text[], ${pages.map((p) => p.why)}::text[], ${pages.map((p) => JSON.stringify(p.notified))}::jsonb[],
      ${pages.map((p) => JSON.stringify(p.run))}::jsonb[], ${pages.map((p) => p.dueAt)}::timestamptz[], ${pages.map((p) => p.openedAt)}::timestamptz[],
      ${pages.map((p) => p.acceptedAt)}::timestamptz[], ${pages.map((p) => p.acknowledgedAt)}::timestamptz[],
      ${pages.map((p) => p.resolvedAt)}::timestamptz[])
      as t(id, group_id, service, policy, title, state, escalation, urgency, step, owner, why, notified, run, due_at, opened_at,
        accepted_at, acknowledged_at, resolved_at)
    on conflict (id) do update set policy = excluded.policy, state = excluded.state, escalation = excluded.escalation,
      urgency = excluded.urgency, step = excluded.step, owner = excluded.owner, why = excluded.why, notified = excluded.notified,
      run = excluded.run, due_at = excluded.due_at, acknowledged_at = excluded.acknowledged_at, resolved_at = excluded.resolved_at`);
}

export async function renamePage(tx: Tx, id: string, title: string): Promise<void> {
  await tx.run(sql`update oncall.pages set title = ${title} where id = ${id}`);
}

/** Takes a page out of the lists and the figures: it is a paging test. */
export async function markTest(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`update oncall.pages set kind = 'test' where id = ${id}`);
}

/** Which of these people have a real page, or are called by one that nobody has. */
export async function peopleWithPages(db: Query, people: readonly string[]): Promise<Set<string>> {
  const rows = await db.many<{ person: string }>(sql`
    select distinct asked.person from unnest(${[...people]}::text[]) as asked(person)
    join oncall.pages p on p.state <> 'resolved' and p.kind = 'page'
      and not (p.title = ${testTitle} and p.group_id is null)
      and (p.owner = asked.person or (p.state = 'triggered'
        and (asked.person = any(p.notified) or jsonb_exists(p.run -> 'recipients', asked.person))))`);
  return new Set(rows.map((row) => row.person));
}

export interface LogRow {
  pageId: string;
  at: string;
  entry: LogFact;
}

export function appendLog(tx: Tx, rows: readonly LogRow[]): void {
  if (rows.length === 0) return;
  tx.later(sql`
    insert into oncall.page_log (page_id, at, entry)
    select * from unnest(${rows.map((row) => row.pageId)}::uuid[], ${rows.map((row) => row.at)}::timestamptz[],
      ${rows.map((row) => JSON.stringify(row.entry))}::jsonb[])`);
}

/** The log of a page in the order in which it was written. */
export function logOf(db: Query, pageId: string): Promise<{ at: Temporal.Instant; entry: LogFact }[]> {
  return db.many(sql`select at, entry from oncall.page_log where page_id = ${pageId} order by seq`);
}

/** The state of pages, for the question whether a message is still wanted. */
export async function statesOf(
  db: Query,
  ids: readonly string[],
): Promise<Map<string, { state: string; owner: string | null }>> {
  const rows = await db.many<{ id: string; state: string; owner: string | null }>(sql`
    select id, state, owner from oncall.pages where id = any(${[...ids]}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Notes the first notification that got through; answers when the alert behind the page was accepted. */
export async function markFirstNotified(
  tx: Tx,
  pageId: string,
  at: Temporal.Instant,
): Promise<Temporal.Instant | null> {
  const row = await tx.maybe<{ acceptedAt: Temporal.Instant | null }>(sql`
    update oncall.pages set first_notified_at = ${at} where id = ${pageId} and first_notified_at is null
    returning accepted_at as "acceptedAt"`);
  return row?.acceptedAt ?? null;
}
