import type { Route } from '@muster/contract/detect/routes';
import { type Query, sql, type Tx } from '../../platform/db.ts';

/** In the order of the file: the first match wins. */
export async function allRoutes(db: Query): Promise<Route[]> {
  return (
    await db.many<{ definition: Route }>(sql`select definition from detect.routes order by place, name`)
  ).map((row) => row.definition);
}

export async function saveRoutes(tx: Tx, routes: readonly Route[]): Promise<void> {
  await tx.run(sql`
    insert into detect.routes (name, place, definition)
    select t.name, t.place, t.definition
    from unnest(${routes.map((one) => one.name)}::text[], ${routes.map((_, place) => place)}::int[],
      ${routes.map((one) => JSON.stringify(one))}::jsonb[]) as t(name, place, definition)
    on conflict (name) do update set place = excluded.place, definition = excluded.definition`);
}

export async function deleteRoutes(tx: Tx, names: readonly string[]): Promise<void> {
  await tx.run(sql`delete from detect.routes where name = any(${[...names]}::text[])`);
}
