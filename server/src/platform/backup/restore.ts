import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Refusal } from '../refusal.ts';
import { type BackupHeader, type BackupTrailer, damaged, parseHeader, parseTrailer } from './format.ts';
import { withOwnConnection } from './own-connection.ts';
import { type BackupReader, readerOf } from './reader.ts';
import { opened } from './sealing.ts';
import {
  type ForeignKey,
  keysAgainstOrder,
  readForeignKeys,
  readMigrations,
  readTables,
  type Table,
} from './tables.ts';

export type RestoreOptions = {
  /** What the file may be sealed with; the one that fits is found. */
  readonly secrets?: readonly string[];
  /**
   * Tables in which a database that was only just migrated already has rows (`oncall.rules`). Their rows give
   * way to those of the backup; every other table must be empty.
   */
  readonly seeded?: readonly string[];
  /** Runs in the same transaction, after the rows: marks the database as restored, pauses what must not run. */
  readonly onRestored?: (client: pg.ClientBase, header: BackupHeader) => Promise<void>;
};

/**
 * Fills a migrated, empty database with what `source` holds; all of it or, whatever happens, nothing.
 * No Muster may be running on that database. Throws a Refusal: `invalid` for a file that is damaged, cut off or
 * of another format; `precondition` when none of the secrets opens it, or the database is at other migrations or not
 * empty; `conflict` when it is in use.
 */
export async function restoreBackup(
  pool: pg.Pool,
  source: Readable,
  options: RestoreOptions = {},
): Promise<BackupHeader> {
  const gunzip = createGunzip();
  const zipped = Readable.from(opened(source, options.secrets ?? []));
  zipped.once('error', (error) => gunzip.destroy(error));
  const reader = readerOf(zipped.pipe(gunzip));
  try {
    const header = parseHeader(await reader.line());
    return await withOwnConnection(pool, async (client) => {
      await client.query('begin');
      await restoreInto(client, reader, header, options);
      await client.query('commit');
      return header;
    });
  } catch (error) {
    throw asRefusal(error);
  } finally {
    gunzip.destroy();
    zipped.destroy();
    source.destroy();
  }
}

async function restoreInto(
  client: pg.Client,
  reader: BackupReader,
  header: BackupHeader,
  { seeded = [], onRestored }: RestoreOptions,
): Promise<void> {
  refuseOtherMigrations(header, await readMigrations(client));
  const tables = await readTables(client);
  refuseOtherTables(header, tables);
  await lockAll(client, tables);
  for (const name of [...header.tables].reverse().map((table) => table.name)) {
    if (seeded.includes(name)) await client.query(`delete from ${name}`);
  }
  await refuseRows(client, tables);
  // Rows come back as they were: nothing may be derived from them, announced or refused by a trigger.
  const withTriggers = tables.filter((table) => table.hasTriggers);
  for (const { name } of withTriggers) await client.query(`alter table ${name} disable trigger user`);
  // COPY is not for tables whose owner is held by row-level security; what keeps rows as they are is back at the end.
  const guarded = tables.filter((table) => table.isGuarded);
  for (const { name } of guarded) await client.query(`alter table ${name} no force row level security`);
  const late = keysAgainstOrder(header.tables, await readForeignKeys(client));
  for (const key of late) await client.query(`alter table ${key.table} drop constraint ${key.name}`);
  for (const table of header.tables) await fill(client, reader, table);
  const sequences = await readEnd(reader);
  await client.query('set constraints all immediate');
  for (const key of late) await client.query(addKey(key));
  for (const { name } of withTriggers) await client.query(`alter table ${name} enable trigger user`);
  for (const { name } of guarded) await client.query(`alter table ${name} force row level security`);
  // After all that may fail, because a rollback does not take this back; before the hook, which may add rows.
  for (const { name, value } of sequences) {
    await client.query('select setval($1::regclass, $2::bigint, true)', [name, value]);
  }
  await onRestored?.(client, header);
}

function addKey({ table, name, definition }: ForeignKey): string {
  return `alter table ${table} add constraint ${name} ${definition}`;
}

async function fill(
  client: pg.Client,
  reader: BackupReader,
  { name, columns, rows }: BackupHeader['tables'][number],
): Promise<void> {
  if ((await reader.line()) !== `table ${name}`) throw damaged(`the table ${name} is missing`);
  const copy = client.query(copyFrom(`copy ${name} (${columns.join(', ')}) from stdin`));
  await pipeline(Readable.from(reader.rows(), { objectMode: true }), copy);
  if (copy.rowCount !== rows) throw damaged(`${name} should have ${rows} rows and has ${copy.rowCount}`);
}

/** The trailer's sequences, once the whole file has proved to be there and unchanged. */
async function readEnd(reader: BackupReader): Promise<BackupTrailer['sequences']> {
  const checksum = reader.checksum();
  const trailer = parseTrailer(await reader.line());
  if (trailer.sha256 !== checksum) throw damaged('its checksum does not agree with its content');
  if ((await reader.line()) !== undefined) throw damaged('something follows its end');
  return trailer.sequences;
}

function refuseOtherMigrations(header: BackupHeader, migrations: readonly string[]): void {
  if (header.migrations.join() === migrations.join()) return;
  throw new Refusal(
    'precondition',
    `This backup was made by Muster ${header.musterVersion} after migration ${header.migrations.at(-1)}, and ` +
      `this database is at ${migrations.at(-1)}. Restore it with Muster ${header.musterVersion}, then upgrade.`,
  );
}

/** What is in the header goes into SQL as it is, so it has to be what the database itself calls its tables. */
function refuseOtherTables(header: BackupHeader, tables: readonly Table[]): void {
  const columnsOf = new Map(tables.map(({ name, columns }) => [name, columns.toSorted().join()]));
  const strange = header.tables.filter(
    ({ name, columns }) => columnsOf.get(name) !== columns.toSorted().join(),
  );
  if (strange.length === 0 && header.tables.length === tables.length) return;
  const names = strange.map(({ name }) => name).join(', ') || 'fewer of them';
  throw new Refusal('precondition', `The backup has other tables than this database (${names}).`);
}

async function lockAll(client: pg.Client, tables: readonly Table[]): Promise<void> {
  const names = tables.map(({ name }) => name).join(', ');
  if (names) await client.query(`lock table ${names} in access exclusive mode nowait`);
}

async function refuseRows(client: pg.Client, tables: readonly Table[]): Promise<void> {
  for (const { name } of tables) {
    const { rowCount } = await client.query(`select from ${name} limit 1`);
    if (rowCount === 0) continue;
    throw new Refusal(
      'precondition',
      `This database is not empty (there are rows in ${name}). Restore into a new one.`,
    );
  }
}

/** Faults of the file and of the moment, in the words of whoever restores; everything else is ours. */
function asRefusal(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || error instanceof Refusal) return error;
  const code = String(error.code);
  if (code === 'Z_BUF_ERROR') return damaged('it is cut off');
  if (code.startsWith('Z_')) return damaged('it is not a gzip file, or bytes of it have changed');
  const lockNotAvailable = '55P03';
  if (code === lockNotAvailable) {
    return new Refusal('conflict', 'This database is in use. Stop Muster first, then restore.');
  }
  // Classes 22 and 23: rows that PostgreSQL cannot read, or that contradict each other.
  if (/^2[23]/.test(code)) return damaged(error.message);
  return error;
}
