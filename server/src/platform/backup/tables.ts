/** What there is to back up, asked of PostgreSQL itself, so that no stage has to be named here. */
import type pg from 'pg';

export type Table = {
  readonly name: string;
  readonly columns: readonly string[];
  /** Whether rows that come in set off triggers. */
  readonly hasTriggers: boolean;
  /** Whether row-level security holds for the owner, too. */
  readonly isGuarded: boolean;
};

export type ForeignKey = {
  readonly name: string;
  readonly table: string;
  readonly refersTo: string;
  readonly definition: string;
};

/** Migrations are made by migrating; a restored list of them would be a claim instead of a fact. */
const migrationsTable = 'platform.migrations';

const ours = `
  n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
  and c.relpersistence <> 't' and not c.relispartition
  and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`;

/** All tables, by name. Generated columns are left out, because PostgreSQL fills them in again. */
export async function readTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<{
    name: string;
    columns: string[];
    triggers: boolean;
    guarded: boolean;
  }>(`
    select format('%I.%I', n.nspname, c.relname) as name,
      array(select quote_ident(a.attname) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        order by a.attnum) as columns,
      exists (select from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal and t.tgtype & 4 <> 0) as triggers,
      c.relforcerowsecurity as guarded
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and ${ours} order by 1`);
  return rows
    .filter(({ name }) => name !== migrationsTable)
    .map(({ name, columns, triggers, guarded }) => ({
      name,
      columns,
      hasTriggers: triggers,
      isGuarded: guarded,
    }));
}

export async function readForeignKeys(client: pg.ClientBase): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(`
    select quote_ident(k.conname) as name, format('%I.%I', n.nspname, c.relname) as table,
      format('%I.%I', fn.nspname, f.relname) as "refersTo", pg_get_constraintdef(k.oid) as definition
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
    where k.contype = 'f' and k.conparentid = 0 and ${ours} order by 2, 1`);
  return rows;
}

/** Values of sequences lie outside of transactions; read last, they are never behind the rows. */
export async function readSequences(client: pg.ClientBase): Promise<{ name: string; value: string }[]> {
  const { rows } = await client.query<{ name: string; value: string }>(`
    select format('%I.%I', n.nspname, c.relname) as name, s.last_value::text as value
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_sequences s on s.schemaname = n.nspname and s.sequencename = c.relname
    where c.relkind = 'S' and ${ours} and s.last_value is not null order by 1`);
  return rows;
}

export async function readMigrations(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`select name from ${migrationsTable} order by name`);
  return rows.map(({ name }) => name);
}

/** Tables that others refer to first. Where they refer to each other in a circle, by name. */
export function inDependencyOrder<T extends { name: string }>(
  tables: readonly T[],
  keys: readonly ForeignKey[],
): T[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const ordered = new Set<T>();
  const entered = new Set<string>();
  const visit = (name: string) => {
    const table = byName.get(name);
    if (!table || entered.has(name)) return;
    entered.add(name);
    for (const key of keys) if (key.table === name) visit(key.refersTo);
    ordered.add(table);
  };
  for (const { name } of tables) visit(name);
  return [...ordered];
}

/** The keys that point to a table filled later: they cannot be checked until all rows are there. */
export function keysAgainstOrder(
  order: readonly { name: string }[],
  keys: readonly ForeignKey[],
): ForeignKey[] {
  const position = new Map(order.map(({ name }, index) => [name, index]));
  const at = (name: string) => position.get(name) ?? -1;
  return keys.filter((key) => at(key.refersTo) > at(key.table));
}
