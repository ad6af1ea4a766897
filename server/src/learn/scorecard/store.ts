import { type Query, sql, type Tx } from '../../platform/db.ts';
import type { Answered } from './model.ts';

export function answersOf(db: Query, retrospective: string): Promise<Answered[]> {
  return db.many(sql`
    select question, answer, note from learn.scorecard_answers where retrospective = ${retrospective}`);
}

export async function saveAnswer(tx: Tx, retrospective: string, one: Answered): Promise<void> {
  await tx.run(sql`
    insert into learn.scorecard_answers (retrospective, question, answer, note)
    values (${retrospective}, ${one.question}, ${one.answer}, ${one.note})
    on conflict (retrospective, question) do update set answer = excluded.answer, note = excluded.note`);
}

export async function deleteAnswer(tx: Tx, retrospective: string, question: string): Promise<void> {
  await tx.run(sql`
    delete from learn.scorecard_answers where retrospective = ${retrospective} and question = ${question}`);
}
