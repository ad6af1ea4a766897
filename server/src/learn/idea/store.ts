import type { Idea } from '@muster/contract/learn/session-parts';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { isId } from '../../platform/ids.ts';

export type Stored = Omit<Idea, 'votes'>;

const columns = sql`id, text, report, by, state, follow_up as "followUp", note, settled_by as "settledBy"`;

/** In the order in which they were said. */
export function ideasOf(db: Query, session: string): Promise<Stored[]> {
  return db.many(sql`select ${columns} from learn.session_ideas where session = ${session} order by id`);
}

export async function findIdea(db: Query, session: string, id: string): Promise<Stored | undefined> {
  return isId(id)
    ? db.maybe(sql`select ${columns} from learn.session_ideas where session = ${session} and id = ${id}`)
    : undefined;
}

export async function waitingIdeas(db: Query, session: string): Promise<string[]> {
  return (await ideasOf(db, session)).filter((one) => one.state === 'waiting').map((one) => one.text);
}

export async function insertIdea(
  tx: Tx,
  session: string,
  one: Pick<Stored, 'id' | 'text' | 'report' | 'by'> & { at: Temporal.Instant },
): Promise<void> {
  await tx.run(sql`
    insert into learn.session_ideas (id, session, text, report, by, at)
    values (${one.id}, ${session}, ${one.text}, ${one.report}, ${one.by}, ${one.at})`);
}

export async function settleIdea(
  tx: Tx,
  id: string,
  how: Pick<Stored, 'state' | 'followUp' | 'note' | 'settledBy'> & { at: Temporal.Instant },
): Promise<void> {
  await tx.run(sql`
    update learn.session_ideas set state = ${how.state}, follow_up = ${how.followUp}, note = ${how.note},
      settled_by = ${how.settledBy}, settled_at = ${how.at}
    where id = ${id}`);
}
