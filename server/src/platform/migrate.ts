import { readdir, readFile } from 'node:fs/promises';
import type pg from 'pg';
import { withOwnConnection } from './backup/own-connection.ts';

/** Any number that all nodes agree on: the lock that lets one node migrate while the others wait. */
const migrationLock = 7_305_604;

const migrationName = /^(\d{4})_[a-z0-9_]+\.sql$/;

/**
 * Brings the database to the newest schema and answers the names of the migrations that ran. Each runs in its
 * own transaction; an unknown migration in the database means that a newer Muster was here, and is refused.
 */
export async function migrate(pool: pg.Pool, folder: URL): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => migrationName.test(name)).sort();
  // Not a connection of the pool: a migration of a large table, or the wait for another node that is at it, takes
  // longer than a statement may. The lock ends with the connection.
  return withOwnConnection(pool, async (client) => {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await client.query('create schema if not exists platform');
    await client.query('create table if not exists platform.migrations (name text primary key)');
    const done = new Set(
      (await client.query('select name from platform.migrations')).rows.map((row) => String(row.name)),
    );
    refuseNewer(done, files);
    const ran = files.filter((name) => !done.has(name));
    for (const name of ran) await runOne(client, name, await readFile(new URL(name, folder), 'utf8'));
    return ran;
  });
}

async function runOne(client: pg.Client, name: string, text: string): Promise<void> {
  await client.query('begin');
  try {
    await client.query("set local lock_timeout = '5s'");
    await client.query(text);
    await client.query('insert into platform.migrations (name) values ($1)', [name]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migration ${name} failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function refuseNewer(done: Set<string>, files: string[]): void {
  const unknown = [...done].filter((name) => !files.includes(name));
  if (unknown.length > 0) {
    throw new Error(`the database was migrated by a newer Muster (${unknown.join(', ')}); start that one`);
  }
}
