import type { Service } from '@muster/contract/catalog/people';
import { fromCursor, pageOf } from '../../platform/cursor.ts';
import { type Query, sql } from '../../platform/db.ts';
import { all, type Sql } from '../../platform/sql.ts';
import { wireTime } from '../../platform/wire-time.ts';

const service = sql`s.name, s.team, s.paging ->> 'policy' as policy, s.tier,
  array(select d.depends_on from catalog.dependencies d where d.service = s.name order by d.depends_on) as "dependsOn",
  array(select d.service from catalog.dependencies d where d.depends_on = s.name order by d.service) as dependents,
  s.created_at as "createdAt"`;

type Row = Omit<Service, 'createdAt'> & { createdAt: Temporal.Instant };

export async function serviceList(
  db: Query,
  asked: { limit: number; cursor?: string | undefined; q?: string | undefined },
) {
  const after = fromCursor(asked.cursor, 1);
  const conditions: Sql[] = [];
  if (after) conditions.push(sql`s.name > ${after[0]}`);
  if (asked.q) conditions.push(sql`position(lower(${asked.q}) in s.name) > 0`);
  const rows = await db.many<Row>(sql`
    select ${service} from catalog.services s where ${all(conditions)} order by s.name limit ${asked.limit + 1}`);
  return pageOf(rows.map(toWire), asked.limit, (row) => [row.name]);
}

export async function serviceView(db: Query, name: string): Promise<Service | undefined> {
  const row = await db.maybe<Row>(sql`select ${service} from catalog.services s where s.name = ${name}`);
  return row && toWire(row);
}

function toWire(row: Row): Service {
  return { ...row, createdAt: wireTime(row.createdAt) };
}
