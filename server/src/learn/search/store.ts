import type { FoundKind } from '@muster/contract/learn/search';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { all, plannedAnew, type Sql } from '../../platform/sql.ts';
import { shortest } from './model.ts';

export type Subject = 'incident' | 'retrospective' | 'follow-up' | 'incidents-after';

export interface Due {
  kind: Subject;
  subject: string;
}

/** Notes what is to be looked at again; what waits already waits no longer for it. */
export function noteDue(tx: Tx, due: readonly Due[], at: Temporal.Instant): void {
  tx.later(sql`
    insert into learn.search_due (kind, subject, due_at)
    select distinct kind, subject, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(due)}) as d (kind text, subject uuid)
    on conflict (kind, subject) do nothing`);
}

/** What can be found already waits until `later`; what cannot is looked at `now`. */
export function noteChanged(
  tx: Tx,
  due: readonly Due[],
  { now, later }: { now: Temporal.Instant; later: Temporal.Instant },
): void {
  tx.later(sql`
    insert into learn.search_due (kind, subject, due_at)
    select distinct d.kind, d.subject, case when exists (
      select from learn.search_texts t where t.kind = d.kind and t.subject = d.subject)
      then ${later}::timestamptz else ${now}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(due)}) as d (kind text, subject uuid)
    on conflict (kind, subject) do nothing`);
}

/** Whether anything should have been looked at by then. */
export async function isDue(db: Query, by: Temporal.Instant): Promise<boolean> {
  return (await db.many(sql`select from learn.search_due where due_at <= ${by} limit 1`)).length > 0;
}

export function takeDue(tx: Tx, now: Temporal.Instant, limit: number): Promise<Due[]> {
  return tx.many(sql`
    delete from learn.search_due where (kind, subject) in (
      select kind, subject from learn.search_due where due_at <= ${now} order by due_at limit ${limit}
      for update skip locked)
    returning kind, subject`);
}

/** Where nothing was ever noted there is something to do at once. */
export async function nextDue(db: Query): Promise<Temporal.Instant | null> {
  const row = await db.one<{ due: Temporal.Instant | null }>(sql`
    select case when exists (select from learn.search_begun) then (select min(due_at) from learn.search_due)
      else 'epoch' end as due`);
  return row.due;
}

/** True for whoever begins; there is one such moment in the life of a database. */
export async function begin(tx: Tx, now: Temporal.Instant): Promise<boolean> {
  const rows = await tx.many(sql`
    insert into learn.search_begun (is_begun, at) values (true, ${now}) on conflict do nothing returning at`);
  return rows.length > 0;
}

/** Reports and follow-ups are few enough to be noted at once. */
export function noteAllWork(tx: Tx, now: Temporal.Instant): void {
  tx.later(sql`
    insert into learn.search_due (kind, subject, due_at)
    select 'retrospective', id, ${now}::timestamptz from learn.retrospectives
    union all select 'follow-up', id, ${now}::timestamptz from learn.follow_ups
    on conflict (kind, subject) do nothing`);
}

/** Lets the sweep begin as the first time. What is found of things that are no more goes when it is looked at. */
export async function beginAnew(tx: Tx, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`delete from learn.search_begun`);
  await tx.run(sql`delete from learn.search_words`);
  await tx.run(sql`
    insert into learn.search_due (kind, subject, due_at)
    select distinct case when kind in ('retrospective', 'follow-up') then kind else 'incident' end, subject, ${now}::timestamptz
    from learn.search_texts on conflict (kind, subject) do nothing`);
}

export interface Text {
  kind: FoundKind;
  subject: string;
  part: number;
  ref: string;
  incident: string | null;
  title: string;
  body: string;
  services: string[];
  at: string;
  /** The words of the title and of the text. */
  titleWords: string;
  bodyWords: string;
  /** Whether everybody may find it. Words of others help nobody to spell: that would tell that they are there. */
  open: boolean;
}

/** Puts these texts in the place of those that stood there for these subjects. */
export async function replaceTexts(
  tx: Tx,
  subjects: readonly string[],
  texts: readonly Text[],
): Promise<void> {
  await tx.run(sql`delete from learn.search_texts where subject = any(${[...subjects]}::uuid[])`);
  await tx.run(sql`
    with given as (
      select t.*, setweight(to_tsvector('simple', "titleWords"), 'A') || to_tsvector('simple', "bodyWords") as words
      from jsonb_to_recordset(${JSON.stringify(texts)}) as t (kind text, subject uuid, part int, ref text,
        incident uuid, title text, body text, services text[], at timestamptz, "titleWords" text, "bodyWords" text, open boolean)
    ), known as (
      insert into learn.search_words (word)
      select distinct w from given, unnest(tsvector_to_array(given.words)) w
      where open and length(w) between ${shortest.alike}::int and 60 order by w on conflict do nothing
    )
    insert into learn.search_texts (kind, subject, part, ref, incident, title, body, services, at, words)
    select kind, subject, part, ref, incident, title, body, services, at, words from given`);
}

/** For each word that no text begins with: the words that are most like it. */
export async function wordsLike(db: Query, words: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.many<{ word: string; alike: string[] }>(sql`
    select w.word, array(
      select s.word from learn.search_words s
      where s.word % w.word and not exists (select from learn.search_words e where e.word like w.word || '%')
        and abs(length(s.word) - length(w.word)) <= 2
      order by similarity(s.word, w.word) desc, s.word limit 3) as alike
    from unnest(${[...words]}::text[]) w (word)`);
  return new Map(rows.map((one) => [one.word, one.alike]));
}

export interface Wanted {
  question: string;
  /** The same words in the title. */
  inTitles: string;
  kind: FoundKind | null;
  service: string | null;
  from: string | null;
  until: string | null;
  /** Incidents that whoever asks may not know of. */
  hidden: readonly string[];
}

export interface Place {
  inTitle: boolean;
  at: string;
  key: string;
}

export interface FoundRow extends Omit<Text, 'at' | 'titleWords' | 'bodyWords' | 'part' | 'open'> {
  at: Temporal.Instant;
  inTitle: boolean;
  key: string;
}

/** Those with the words in their title first, the latest first among them; so many at most are put in order. */
export function findTexts(
  db: Query,
  wanted: Wanted,
  after: Place | null,
  limit: number,
): Promise<FoundRow[]> {
  const later: Sql[] = after
    ? [sql`("inTitle", at, key) < (${after.inTitle}, ${after.at}::timestamptz, ${after.key})`]
    : [];
  // Put in order without their texts, which are looked up for those that are shown.
  return db.many(
    plannedAnew(sql`
      with latest as (
        select kind, subject, part, at, words @@ to_tsquery('simple', ${wanted.inTitles}) as "inTitle"
        from learn.search_texts where ${all(conditionsOf(wanted))} order by at desc limit ${mostSorted}
      ), shown as materialized (
        select * from (select *, kind || ' ' || subject || ' ' || part as key from latest) l
        where ${all(later)} order by "inTitle" desc, at desc, key desc limit ${limit})
      select t.kind, t.subject, t.ref, t.incident, t.title, t.body, t.services, t.at, s.key, s."inTitle"
      from shown s join learn.search_texts t on t.kind = s.kind and t.subject = s.subject and t.part = s.part
      order by s."inTitle" desc, s.at desc, s.key desc`),
  );
}

const mostSorted = 20_000;

function conditionsOf({ question, kind, service, from, until, hidden }: Wanted): Sql[] {
  return [
    sql`words @@ to_tsquery('simple', ${question})`,
    ...(kind === null ? [] : [sql`kind = ${kind}`]),
    ...(service === null ? [] : [sql`${service} = any(services)`]),
    ...(from === null ? [] : [sql`at >= ${from}`]),
    ...(until === null ? [] : [sql`at < ${until}`]),
    ...(hidden.length === 0 ? [] : [sql`incident is null or incident <> all(${[...hidden]}::uuid[])`]),
  ];
}
