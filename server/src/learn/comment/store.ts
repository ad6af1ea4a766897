import type { Comment } from '@muster/contract/learn/retrospectives';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { wireTime } from '../../platform/wire-time.ts';

export async function commentsOf(db: Query, retrospective: string): Promise<Comment[]> {
  const rows = await db.many<Omit<Comment, 'at'> & { at: Temporal.Instant }>(sql`
    select id, kind, about, person, lead, text, at, by from learn.comments
    where retrospective = ${retrospective} order by id limit 1000`);
  return rows.map((row) => ({ ...row, at: wireTime(row.at) }));
}

export async function insertComment(tx: Tx, retrospective: string, one: Comment): Promise<void> {
  await tx.run(sql`
    insert into learn.comments (id, retrospective, kind, about, person, lead, text, at, by)
    values (${one.id}, ${retrospective}, ${one.kind}, ${one.about}, ${one.person}, ${one.lead}, ${one.text}, ${one.at}, ${one.by})`);
}

/** Only one's own: answers how many went. */
export function deleteComment(
  tx: Tx,
  retrospective: string,
  { id, by }: { id: string; by: string },
): Promise<number> {
  return tx.run(sql`
    delete from learn.comments where retrospective = ${retrospective} and id = ${id} and by = ${by}`);
}
