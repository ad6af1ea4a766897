/** What was brought over from another status page: its rows among those of this one. */
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { wireTime } from '../../platform/wire-time.ts';
import type { PastNotice, PastRow } from './model.ts';

export async function pastOf(
  db: Query,
  page: string,
): Promise<{ notices: PastNotice[]; updates: PastRow[] }> {
  const notices = await db.many<Omit<PastNotice, 'at'> & { at: Temporal.Instant }>(sql`
    select id, source, created_at as at from inform.notices
    where page = ${page} and source is not null order by source`);
  const updates = await db.many<Omit<PastRow, 'at'> & { at: Temporal.Instant }>(sql`
    select u.id, u.notice, u.title, u.state, u.text, u.components, u.at
    from inform.page_updates u join inform.notices n on n.id = u.notice
    where n.page = ${page} and n.source is not null order by u.id`);
  const timed = <T extends { at: Temporal.Instant }>(row: T) => ({ ...row, at: wireTime(row.at) });
  return { notices: notices.map(timed), updates: updates.map(timed) };
}

export async function saveNotices(tx: Tx, page: string, rows: readonly PastNotice[]): Promise<void> {
  await tx.run(sql`
    insert into inform.notices (id, page, source, created_at)
    select t.id, ${page}, t.source, t.at from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as t(id uuid, source text, at timestamptz)
    on conflict (id) do update set created_at = excluded.created_at`);
}

export async function saveUpdates(tx: Tx, rows: readonly PastRow[], by: string): Promise<void> {
  await tx.run(sql`
    insert into inform.page_updates (id, notice, title, state, text, components, at, by, waiting)
    select t.id, t.notice, t.title, t.state, t.text, t.components, t.at, ${by}, false
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as t(id uuid, notice uuid, title text, state text, text text, components jsonb, at timestamptz)
    on conflict (id) do update set title = excluded.title, state = excluded.state, text = excluded.text,
      components = excluded.components, at = excluded.at`);
}

/** At the end of the page; whoever keeps it puts them in order and binds them to services. */
export async function addComponents(
  tx: Tx,
  page: string,
  { rows, since }: { rows: readonly { id: string; name: string }[]; since: string },
): Promise<void> {
  if (rows.length === 0) return;
  await tx.run(sql`
    insert into inform.components (id, page, name, about, services, place, since)
    select t.id, ${page}, t.name, '', '{}', coalesce((select max(place) + 1 from inform.components where page = ${page}), 0)
      + t.row - 1, ${since}
    from jsonb_to_recordset(${JSON.stringify(rows.map((one, index) => ({ ...one, row: index + 1 })))}::jsonb)
      as t(id uuid, name text, row int)`);
  await tx.run(sql`update inform.status_pages set version = version + 1 where id = ${page}`);
}

/** Their history is known from then on. */
export async function reachBack(tx: Tx, page: string, ids: readonly string[], since: string): Promise<void> {
  await tx.run(sql`
    update inform.components set since = ${since}
    where page = ${page} and id = any(${[...ids]}::uuid[]) and since > ${since}::timestamptz`);
}
