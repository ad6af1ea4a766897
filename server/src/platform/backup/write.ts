import { createHash, type Hash } from 'node:crypto';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type BackupHeader, endOfTable, formatVersion, secretsNote } from './format.ts';
import { withOwnConnection } from './own-connection.ts';
import { sealed } from './sealing.ts';
import {
  inDependencyOrder,
  readForeignKeys,
  readMigrations,
  readSequences,
  readTables,
  type Table,
} from './tables.ts';

export type BackupFacts = {
  readonly musterVersion: string;
  readonly takenAt: Temporal.Instant;
  /** What the file is sealed with (see sealing.ts); null for one that everybody can read. */
  readonly secret: string | null;
};

/**
 * Writes the whole database, as it was at one instant, to `target` and ends it. Muster goes on working
 * meanwhile. Resolves with the header when the last byte is out; when it rejects, what was written is
 * incomplete and `restoreBackup` will refuse it. The format is described in format.ts.
 */
export async function writeBackup(
  pool: pg.Pool,
  target: Writable,
  facts: BackupFacts,
): Promise<BackupHeader> {
  return withOwnConnection(pool, async (client) => {
    await client.query('begin isolation level repeatable read read only');
    const header = await describe(client, facts);
    const lines = Readable.from(contents(client, header), { objectMode: true });
    const { secret } = facts;
    if (secret === null) await pipeline(lines, createGzip(), target);
    else await pipeline(lines, createGzip(), (zipped) => sealed(zipped, secret), target);
    await client.query('commit');
    return header;
  });
}

async function describe(client: pg.Client, { musterVersion, takenAt }: BackupFacts): Promise<BackupHeader> {
  const tables = inDependencyOrder(await readTables(client), await readForeignKeys(client));
  const counted: BackupHeader['tables'] = [];
  for (const table of tables) {
    counted.push({ name: table.name, columns: [...table.columns], rows: await countRows(client, table) });
  }
  return {
    format: 'muster-backup',
    version: formatVersion,
    musterVersion,
    takenAt: takenAt.toString(),
    migrations: await readMigrations(client),
    note: secretsNote,
    tables: counted,
  };
}

async function countRows(client: pg.Client, { name }: Table): Promise<number> {
  const { rows } = await client.query<{ count: string }>(`select count(*)::text as count from ${name}`);
  return Number(rows[0]?.count);
}

async function* contents(client: pg.Client, header: BackupHeader): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  yield hashed(hash, `${JSON.stringify(header)}\n`);
  for (const { name, columns } of header.tables) {
    yield hashed(hash, `table ${name}\n`);
    const rows: AsyncIterable<Buffer> = client.query(
      copyTo(`copy (select ${columns.join(', ')} from ${name}) to stdout`),
    );
    for await (const chunk of rows) yield hashed(hash, chunk);
    yield hashed(hash, endOfTable);
  }
  const sequences = await readSequences(client);
  yield Buffer.from(`${JSON.stringify({ sequences, sha256: hash.digest('hex') })}\n`);
}

function hashed(hash: Hash, chunk: Buffer | string): Buffer {
  const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  hash.update(bytes);
  return bytes;
}
