import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/harness/database.ts';
import { type Db, isCutOff, isUnavailable, openDb, sql } from './db.ts';

let database: TestDatabase;
let db: Db;

beforeAll(async () => {
  database = await testDatabase();
  db = openDb(database.config, 3, () => undefined);
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

it('a connection that is lost between two statements fails its transaction, and nothing else', async () => {
  const lost = db.transaction(async (tx) => {
    const { pid } = await tx.one<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    // With a timeout it answers once the other process has gone, so the loss is noticed while nothing is asked.
    await db.one(sql`select pg_terminate_backend(${pid}, 5000)`);
    await db.one(sql`select 1`);
    return tx.one(sql`select 1`);
  });
  await expect(lost).rejects.toThrow();
  expect(await db.transaction((tx) => tx.one(sql`select 1 as one`))).toEqual({ one: 1 });
});

it('a database that lets nobody in is away, whatever became of the connections before', async () => {
  const own = openDb(database.config, 1, () => undefined);
  const switched = (isOpen: boolean) =>
    administrator.query(`alter database ${database.config.database} allow_connections ${isOpen}`);
  const administrator = new pg.Client({ ...database.config, database: 'postgres' });
  await administrator.connect();
  try {
    await switched(false);
    const refused = await own.one(sql`select 1`).catch((error: unknown) => error);
    expect([isUnavailable(refused), isCutOff(refused)]).toEqual([true, true]);
  } finally {
    await switched(true);
    await administrator.end();
  }
  expect(await own.one(sql`select 1 as one`)).toEqual({ one: 1 });
  // A statement that asks for what is not there yet has the same code, and is a fault of its own.
  const early = await own.one(sql`select lastval()`).catch((error: unknown) => error);
  expect([early, isUnavailable(early)]).toEqual([expect.objectContaining({ code: '55000' }), false]);
  await own.close();
});
