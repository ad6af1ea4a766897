/** A database of its own for each test file: a clone of the migrated template, made in milliseconds. */
import pg from 'pg';
import { inject } from 'vitest';
import type { PostgresConnection } from '../../src/platform/postgres/launcher.ts';

export type TestServer = PostgresConnection;

export type TestDatabase = {
  readonly config: PostgresConnection;
  /** Ends whoever is still connected, and removes it. */
  drop(): Promise<void>;
};

export const templateDatabase = 'muster_template';

let made = 0;

/** With all migrations applied and nothing in it. Call it in `beforeAll`, and `drop` in `afterAll`. */
export async function testDatabase(): Promise<TestDatabase> {
  return cloneOf(templateDatabase);
}

/** Without any schema of ours, for tests about databases themselves. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return cloneOf('template0');
}

async function cloneOf(template: string): Promise<TestDatabase> {
  const server = inject('testServer');
  made += 1;
  const database = `test_${process.pid}_${process.env.VITEST_WORKER_ID ?? 0}_${made}`;
  // A leftover of that name is of an earlier module in the same worker, which lost count.
  await asAdministrator(server, `drop database if exists ${database} with (force)`);
  await asAdministrator(server, `create database ${database} template ${template} strategy ${strategy}`);
  return {
    config: { ...server, database },
    async drop() {
      await asAdministrator(server, untilLeft(database));
      await asAdministrator(server, `drop database if exists ${database} with (force)`);
    },
  };
}

const strategy = 'file_copy';

/**
 * A pool that was ended has said good-bye, but the server may not have heard it yet; a connection that it cuts off
 * in that moment tells its error to nobody, which fails the run.
 */
function untilLeft(database: string): string {
  return `do $$ begin
    for i in 1..100 loop
      perform pg_stat_clear_snapshot();
      exit when not exists (select from pg_stat_activity where datname = '${database}');
      perform pg_sleep(0.01);
    end loop;
  end $$`;
}

async function asAdministrator(server: TestServer, command: string): Promise<void> {
  const client = new pg.Client(server);
  await client.connect();
  try {
    await client.query(command);
  } finally {
    await client.end();
  }
}
