import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/harness/database.ts';
import { type Db, openDb, sql } from './db.ts';

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
