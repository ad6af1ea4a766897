import { type Query, sql } from '../../platform/db.ts';

export async function setupNeeded(db: Query): Promise<boolean> {
  const row = await db.one<{ needed: boolean }>(sql`
    select not exists (select from catalog.people where access = 'admin' and password_hash is not null) as needed`);
  return row.needed;
}
