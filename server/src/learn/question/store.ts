import type { Question } from '@muster/contract/learn/session-parts';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { isId } from '../../platform/ids.ts';

/** By their ids, which are drawn: the order tells nothing of when each was asked. */
export function questionsOf(db: Query, session: string): Promise<Question[]> {
  return db.many(sql`
    select id, text, state from learn.session_questions where session = ${session} order by id`);
}

export async function insertQuestion(
  tx: Tx,
  session: string,
  { id, text }: Pick<Question, 'id' | 'text'>,
): Promise<void> {
  await tx.run(
    sql`insert into learn.session_questions (id, session, text) values (${id}, ${session}, ${text})`,
  );
}

/** Answers whether it is there. */
export async function saveQuestionState(
  tx: Tx,
  session: string,
  { id, state }: Pick<Question, 'id' | 'state'>,
): Promise<boolean> {
  if (!isId(id)) return false;
  const rows = await tx.run(sql`
    update learn.session_questions set state = ${state} where session = ${session} and id = ${id}`);
  return rows > 0;
}
