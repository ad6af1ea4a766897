import type { ShiftNotices } from '@muster/contract/oncall/shift-notices';
import { type Query, sql, type Tx } from '../../platform/db.ts';

/** The wishes of those who have some, by name. */
export async function wishesOf(db: Query, people: readonly string[]): Promise<Map<string, ShiftNotices>> {
  const rows = await db.many<ShiftNotices & { person: string }>(sql`
    select person, evening, minutes, ending from oncall.shift_notices
    where person = any(${[...people]}::text[])`);
  return new Map(rows.map(({ person, ...wishes }) => [person, wishes]));
}

export async function saveWishes(tx: Tx, person: string, wishes: ShiftNotices): Promise<void> {
  await tx.run(sql`
    insert into oncall.shift_notices (person, evening, minutes, ending)
    values (${person}, ${wishes.evening}, ${wishes.minutes}, ${wishes.ending})
    on conflict (person) do update set evening = excluded.evening, minutes = excluded.minutes, ending = excluded.ending`);
}
