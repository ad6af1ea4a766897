import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from './database.ts';

const made: TestDatabase[] = [];
afterAll(() => Promise.all(made.map((database) => database.drop())));

test('every test database is migrated and apart from the others', async () => {
  const [one, two] = await Promise.all([testDatabase(), testDatabase()]);
  made.push(one, two);
  await run(one, 'create table public.mine (id int)');
  expect(await run(two, "select to_regclass('public.mine') as mine")).toEqual([{ mine: null }]);
  expect(await run(two, 'select count(*)::int > 0 as migrated from platform.migrations')).toEqual([
    { migrated: true },
  ]);
});

test('a dropped database is gone even while somebody is connected to it', async () => {
  const database = await testDatabase();
  const lingering = new pg.Client(database.config);
  lingering.on('error', () => undefined);
  await lingering.connect();
  await database.drop();
  await expect(run(database, 'select 1')).rejects.toThrow(/does not exist/);
});

async function run(database: TestDatabase, query: string): Promise<unknown[]> {
  const client = new pg.Client(database.config);
  await client.connect();
  try {
    return (await client.query(query)).rows;
  } finally {
    await client.end();
  }
}
