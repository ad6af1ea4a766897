/** What pages have said, and how far it has been told. */
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { pageById } from '../subscriber/store.ts';
import type { Mailing } from './news.ts';

/** What stood on the page when it was told is told once, also when it is asked for again, or by two events at once. */
export async function insertMailing(tx: Tx, given: NewMailing): Promise<void> {
  const { id, page, notice, about, at, said, word = null } = given;
  const earlier = sql`from inform.mailings where page = ${page} and notice = ${notice}`;
  await tx.run(sql`
    insert into inform.mailings (id, page, notice, previous, said, about, at, due_at, word)
    select ${id}, ${page}, ${notice}, (select id ${earlier} order by at desc, id desc limit 1),
      ${JSON.stringify(said)}::jsonb, ${JSON.stringify(about)}::jsonb, ${at}, ${at}, ${word}
    where not exists (select ${earlier} and said ->> 'of' = ${said.of ?? null})
    on conflict (page, word) do nothing`);
}

interface NewMailing extends Saved {
  page: string;
  about: readonly string[];
  /** Of planned work, what was said of it; the notice is the maintenance then. */
  word?: string;
}

interface Saved {
  id: string;
  notice: string;
  at: Temporal.Instant;
  said: Omit<Mailing, 'id' | 'notice' | 'previous' | 'at'> & {
    /** Of what a page says: which update, and since when it stands like that. */
    of?: string;
  };
}

export interface DueMailing {
  id: string;
  page: string;
  about: string[];
  reached: string | null;
  at: Temporal.Instant;
}

export function lockDueMailing(tx: Tx, now: Temporal.Instant): Promise<DueMailing | undefined> {
  return tx.maybe(sql`
    select id, page, about, reached, at from inform.mailings where due_at <= ${now}
    order by due_at, id limit 1 for update skip locked`);
}

export async function nextMailing(db: Query): Promise<Temporal.Instant | null> {
  const row = await db.one<{ due: Temporal.Instant | null }>(
    sql`select min(due_at) as due from inform.mailings where due_at is not null`,
  );
  return row.due;
}

export async function saveReached(
  tx: Tx,
  id: string,
  { reached, told, dueAt }: { reached: string | null; told: number; dueAt: Temporal.Instant | null },
): Promise<void> {
  await tx.run(sql`
    update inform.mailings set reached = ${reached}, told = told + ${told}, due_at = ${dueAt} where id = ${id}`);
}

export async function findMailing(db: Query, id: string): Promise<(Mailing & { page: string }) | undefined> {
  const row = await db.maybe<Saved & { page: string; previous: string | null }>(
    sql`select id, page, notice, previous, said, at from inform.mailings where id = ${id}`,
  );
  return row && { ...row.said, ...row, at: row.at.toString() };
}

interface Said {
  id: string;
  since: Temporal.Instant;
  isRetracted: boolean;
  title: string | null;
  state: string | null;
  text: string;
  components: { id: string; state: string }[];
}

/** What a notice says now: the update that was put on it, put right or taken back last. */
export async function noticeSaid(db: Query, page: string, notice: string): Promise<NoticeSaid | undefined> {
  const said = await db.maybe<Said>(sql`
    select u.id, u.text, u.components, greatest(u.at, u.edited_at, u.retracted_at) as since,
      u.retracted_at is not null as "isRetracted",
      (select t.title from inform.page_updates t where t.notice = ${notice} and t.title is not null
        and not t.waiting and not t.refused order by t.at desc, t.id desc limit 1) as title,
      (select t.state from inform.page_updates t where t.notice = ${notice} and t.state is not null
        and not t.waiting and not t.refused order by t.at desc, t.id desc limit 1) as state
    from inform.page_updates u join inform.notices n on n.id = u.notice
    where u.notice = ${notice} and n.page = ${page} and not u.waiting and not u.refused
    order by since desc, u.id desc limit 1`);
  const meant = said && (await pageById(db, page));
  if (!meant) return undefined;
  const nameOf = new Map(meant.components.map((one) => [one.id, one.name]));
  const state = said.state ?? 'investigating';
  return {
    of: `${said.id} ${said.since}`,
    isRetracted: said.isRetracted,
    title: said.title ?? meant.name,
    text: said.text,
    stage: `${state.slice(0, 1).toUpperCase()}${state.slice(1)}`,
    components: said.components.flatMap((one) => {
      const name = nameOf.get(one.id);
      return name === undefined ? [] : [{ name, state: one.state }];
    }),
  };
}

interface NoticeSaid extends Pick<Mailing, 'title' | 'text' | 'stage' | 'components'> {
  of: string;
  isRetracted: boolean;
}
