import type { Question } from '@muster/contract/respond/questions';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { isId } from '../../platform/ids.ts';
import { wireTime } from '../../platform/wire-time.ts';

interface Row {
  id: string;
  text: string;
  by: string;
  askedAt: Temporal.Instant;
  answer: string | null;
  answeredAt: Temporal.Instant | null;
  answeredBy: string | null;
  how: NonNullable<Question['answer']>['how'] | null;
}

const columns = sql`id, text, asked_by as by, asked_at as "askedAt", answer, answered_at as "answeredAt",
  answered_by as "answeredBy", how`;

export function insertQuestion(
  tx: Tx,
  incident: string,
  { id, text, by, askedAt, answer }: Omit<Question, 'askedAt'> & { askedAt: Temporal.Instant },
): void {
  tx.later(sql`
    insert into respond.questions (id, incident, asked_by, asked_at, text, answer, answered_at, answered_by, how)
    values (${id}, ${incident}, ${by}, ${askedAt}, ${text}, ${answer?.text ?? null}, ${answer?.at ?? null},
      ${answer?.by ?? null}, ${answer?.how ?? null})`);
}

/** Locks it, so that it is answered once. */
export async function lockQuestion(tx: Tx, incident: string, id: string): Promise<Question | undefined> {
  if (!isId(id)) return undefined;
  const row = await tx.maybe<Row>(
    sql`select ${columns} from respond.questions where id = ${id} and incident = ${incident} for update`,
  );
  return row && toQuestion(row);
}

export function saveAnswer(tx: Tx, id: string, { text, at, by, how }: NonNullable<Question['answer']>): void {
  tx.later(sql`
    update respond.questions set answer = ${text}, answered_at = ${at}, answered_by = ${by}, how = ${how}
    where id = ${id}`);
}

export async function countsOf(
  db: Query,
  incident: string,
  { by, since }: { by: string; since: Temporal.Instant },
): Promise<{ waiting: number; inAnHour: number }> {
  return db.one(sql`
    select count(*) filter (where answered_at is null)::int as waiting,
      count(*) filter (where asked_at > ${since})::int as "inAnHour"
    from respond.questions where incident = ${incident} and asked_by = ${by}`);
}

/** Latest first. */
export async function questionsBy(db: Query, incident: string, by: string): Promise<Question[]> {
  const rows = await db.many<Row>(sql`
    select ${columns} from respond.questions where incident = ${incident} and asked_by = ${by}
    order by asked_at desc, id desc limit 100`);
  return rows.map(toQuestion);
}

/** Oldest first. */
export async function waitingQuestions(db: Query, incident: string): Promise<Question[]> {
  const rows = await db.many<Row>(sql`
    select ${columns} from respond.questions where incident = ${incident} and answered_at is null
    order by asked_at, id limit 200`);
  return rows.map(toQuestion);
}

export function answeredOf(db: Query, incident: string): Promise<{ all: number; alone: number }> {
  return db.one(sql`
    select count(*)::int as "all", count(*) filter (where how = 'alone')::int as alone
    from respond.questions where incident = ${incident} and answered_at is not null`);
}

function toQuestion({ id, text, by, askedAt, answer, answeredAt, answeredBy, how }: Row): Question {
  return {
    id,
    text,
    by,
    askedAt: wireTime(askedAt),
    answer:
      answer === null || answeredAt === null || how === null
        ? null
        : { text: answer, at: wireTime(answeredAt), by: answeredBy, how },
  };
}
