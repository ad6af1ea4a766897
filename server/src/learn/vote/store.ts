import { type Query, sql, type Tx } from '../../platform/db.ts';

/** How many are for each thing of a session, and whether this person is. */
export async function votesOf(
  db: Query,
  session: string,
  person: string | null,
): Promise<Map<string, { count: number; mine: boolean }>> {
  const rows = await db.many<{ subject: string; count: number; mine: boolean }>(sql`
    select subject, count(*)::int as count, coalesce(bool_or(person = ${person}), false) as mine
    from learn.session_votes where session = ${session} group by subject`);
  return new Map(rows.map(({ subject, count, mine }) => [subject, { count, mine }]));
}

export async function saveVote(
  tx: Tx,
  { session, subject, person, isFor }: { session: string; subject: string; person: string; isFor: boolean },
): Promise<void> {
  if (isFor)
    await tx.run(sql`
      insert into learn.session_votes (session, subject, person) values (${session}, ${subject}, ${person})
      on conflict do nothing`);
  else
    await tx.run(sql`
      delete from learn.session_votes
      where session = ${session} and subject = ${subject} and person = ${person}`);
}
