import type { Service } from '@muster/contract/catalog/people';
import { fromCursor, pageOf } from '../../platform/cursor.ts';
import { type Query, sql } from '../../platform/db.ts';
import { all, type Sql } from '../../platform/sql.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { versionOf } from '../item/model.ts';
import { findServices, toFileItem } from './store.ts';

const service = sql`s.name, s.team, s.paging ->> 'policy' as policy, s.tier,
  array(select d.depends_on from catalog.dependencies d where d.service = s.name order by d.depends_on) as "dependsOn",
  array(select d.service from catalog.dependencies d where d.depends_on = s.name order by d.service) as dependents,
  s.created_at as "createdAt"`;

type Row = Omit<Service, 'createdAt' | 'version'> & { createdAt: Temporal.Instant };

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
  return pageOf(await withVersions(db, rows), asked.limit, (row) => [row.name]);
}

export async function serviceView(db: Query, name: string): Promise<Service | undefined> {
  const row = await db.maybe<Row>(sql`select ${service} from catalog.services s where s.name = ${name}`);
  return row && (await withVersions(db, [row]))[0];
}

async function withVersions(db: Query, rows: readonly Row[]): Promise<Service[]> {
  const stored = await findServices(
    db,
    rows.map((row) => row.name),
  );
  const versions = new Map(stored.map((one) => [one.name, versionOf(toFileItem(one))]));
  return rows.map((row) => ({
    ...row,
    version: versions.get(row.name) ?? '',
    createdAt: wireTime(row.createdAt),
  }));
}
