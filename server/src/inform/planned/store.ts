import type { Audience } from '@muster/contract/respond/settings';
import { maintenanceWindows } from '../../detect/index.ts';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import type { Notices, Said } from './model.ts';
import { nearest, type PlannedWork, workOf } from './work.ts';

const columns = sql`n.maintenance, n.audiences, n.title, n.remind_hours as "remindHours", n.texts,
  n.approved_by as "approvedBy", n.approved_at as "approvedAt", n.reminded_to as "remindedTo"`;

const newsColumns = sql`s.id, s.maintenance, s.act, s.at, s.audiences, s.title, s.text, s.starts_at as "startsAt", s.hours`;

export function findNotices(db: Query, maintenance: string): Promise<Notices | undefined> {
  return db.maybe(sql`select ${columns} from inform.planned_notices n where n.maintenance = ${maintenance}`);
}

export function lockNotices(tx: Tx, maintenance: string): Promise<Notices | undefined> {
  return tx.maybe(
    sql`select ${columns} from inform.planned_notices n where n.maintenance = ${maintenance} for update`,
  );
}

/** Those that somebody of this audience is told, the newest first. */
export function noticesFor(db: Query, audience: string, limit: number): Promise<Notices[]> {
  return db.many(sql`
    select ${columns} from inform.planned_notices n where ${audience} = any(n.audiences)
    order by n.approved_at desc limit ${limit}`);
}

export function lockDueNotices(tx: Tx, now: Temporal.Instant): Promise<Notices[]> {
  return tx.many(sql`
    select ${columns} from inform.planned_notices n where n.due_at <= ${now}
    order by n.due_at limit 50 for update skip locked`);
}

export async function nextNoticeDue(db: Query): Promise<Temporal.Instant | null> {
  const row = await db.one<{ due: Temporal.Instant | null }>(
    sql`select min(due_at) as due from inform.planned_notices`,
  );
  return row.due;
}

/** The approval that holds; `dueAt` is when the next reminder is. */
export async function saveNotices(tx: Tx, one: Notices, dueAt: Temporal.Instant | null): Promise<void> {
  await tx.run(sql`
    insert into inform.planned_notices (maintenance, audiences, title, remind_hours, texts, approved_by, approved_at,
      reminded_to, due_at)
    values (${one.maintenance}, ${one.audiences}, ${one.title}, ${one.remindHours}, ${JSON.stringify(one.texts)}::jsonb,
      ${one.approvedBy}, ${one.approvedAt}, ${one.remindedTo}, ${dueAt})
    on conflict (maintenance) do update set audiences = excluded.audiences, title = excluded.title,
      remind_hours = excluded.remind_hours, texts = excluded.texts, approved_by = excluded.approved_by,
      approved_at = excluded.approved_at, reminded_to = excluded.reminded_to, due_at = excluded.due_at`);
}

export async function insertSaid(tx: Tx, one: Said): Promise<void> {
  await tx.run(sql`
    insert into inform.planned_news (id, maintenance, act, at, audiences, title, text, starts_at, hours)
    values (${one.id}, ${one.maintenance}, ${one.act}, ${one.at}, ${one.audiences}, ${one.title}, ${one.text},
      ${one.startsAt}, ${one.hours})`);
}

/** What was said of these, the newest first. */
export function saidOfAll(db: Query, maintenances: readonly string[]): Promise<Said[]> {
  return db.many(sql`
    select ${newsColumns} from inform.planned_news s where s.maintenance = any(${[...maintenances]}::uuid[])
    order by s.at desc, s.id desc`);
}

export function findSaid(db: Query, id: string): Promise<Said | undefined> {
  return db.maybe(sql`select ${newsColumns} from inform.planned_news s where s.id = ${id}`);
}

/** To how many each of these words goes: those on lists and who follow, and subscribers of pages. */
export function reachOf(
  db: Query,
  words: readonly string[],
): Promise<{ word: string; recipients: number; subscribers: number }[]> {
  return db.many(sql`
    select w.word,
      (select count(*)::int from inform.tellings t join inform.sendings s on s.id = t.sending
        where s.update_id = w.word) as recipients,
      (select coalesce(sum(m.told), 0)::int from inform.mailings m where m.word = w.word) as subscribers
    from unnest(${[...words]}::uuid[]) as w(word)`);
}

const pastDays = 30;
const aheadDays = 400;

/**
 * Windows on these services that were announced to an audience, by their start: what was, what is and what comes. A
 * series shows some of them. What was cancelled is not there.
 */
export async function plannedWork(
  db: Query,
  services: readonly string[],
  now: Temporal.Instant,
  audience: Audience,
): Promise<PlannedWork[]> {
  const notices = new Map((await noticesFor(db, audience, 500)).map((one) => [one.maintenance, one]));
  if (notices.size === 0) return [];
  const span = { from: now.subtract({ hours: 24 * pastDays }), until: now.add({ hours: 24 * aheadDays }) };
  const windows = (await maintenanceWindows(db, services, span)).filter((one) =>
    notices.has(one.maintenance),
  );
  const said = await saidOfAll(db, [...notices.keys()]);
  const theirs = Map.groupBy(
    said.filter((one) => one.audiences.includes(audience)),
    (one) => one.maintenance,
  );
  return [...Map.groupBy(windows, (one) => one.maintenance)]
    .flatMap(([id, all]) => {
      const about = notices.get(id);
      const news = theirs.get(id) ?? [];
      if (!about || news.length === 0) return [];
      return nearest(all, now).map((one) => workOf(one, { about, news, isOne: all.length === 1 }, now));
    })
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
}
