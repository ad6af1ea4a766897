import type { Person } from '@muster/contract/catalog/people';
import { fromCursor, pageOf } from '../../platform/cursor.ts';
import { type Query, sql } from '../../platform/db.ts';
import { all, type Sql } from '../../platform/sql.ts';

const person = sql`p.name, p.full_name as "fullName", p.email, p.time_zone as "timeZone", p.access,
  p.deactivated_at is null as active,
  array(select m.team from catalog.team_members m where m.person = p.name order by m.team) as teams`;

export async function peopleList(
  db: Query,
  asked: { limit: number; cursor?: string | undefined; q?: string | undefined },
) {
  const after = fromCursor(asked.cursor, 1);
  const conditions: Sql[] = [];
  if (after) conditions.push(sql`p.name > ${after[0]}`);
  if (asked.q)
    conditions.push(
      sql`position(lower(${asked.q}) in lower(p.name || ' ' || p.full_name || ' ' || p.email)) > 0`,
    );
  const rows = await db.many<Person>(sql`
    select ${person} from catalog.people p where ${all(conditions)} order by p.name limit ${asked.limit + 1}`);
  return pageOf(rows, asked.limit, (row) => [row.name]);
}

export function personView(db: Query, name: string): Promise<Person | undefined> {
  return db.maybe(sql`select ${person} from catalog.people p where p.name = ${name}`);
}
