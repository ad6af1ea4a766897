import type { Recollection } from '@muster/contract/learn/parts';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';

/** Those that were shared, and this person's own: nothing else leaves the table. */
export async function recollectionsFor(
  db: Query,
  retrospective: string,
  person: string | null,
): Promise<Recollection[]> {
  const rows = await db.many<{
    person: string;
    text: string;
    savedAt: Temporal.Instant;
    sharedAt: Temporal.Instant | null;
  }>(sql`
    select person, text, saved_at as "savedAt", shared_at as "sharedAt" from learn.recollections
    where retrospective = ${retrospective} and (shared_at is not null or person = ${person}::text) order by person`);
  return rows.map((row) => ({
    ...row,
    savedAt: wireTime(row.savedAt),
    sharedAt: wireTimeOrNull(row.sharedAt),
  }));
}

/** Once shared it keeps the instant at which it was; taken back, it is its writer's alone again. */
export async function saveRecollection(
  tx: Tx,
  retrospective: string,
  { person, text, shared, now }: { person: string; text: string; shared: boolean; now: Temporal.Instant },
): Promise<void> {
  await tx.run(sql`
    insert into learn.recollections (retrospective, person, text, saved_at, shared_at)
    values (${retrospective}, ${person}, ${text}, ${now}, ${shared ? now : null})
    on conflict (retrospective, person) do update set text = excluded.text, saved_at = excluded.saved_at,
      shared_at = case when ${shared} then coalesce(recollections.shared_at, ${now}) end`);
}
