import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyDatabase, type TestDatabase } from '../../test/harness/database.ts';
import { migrate } from './migrate.ts';

const folder = new URL('../../migrations/', import.meta.url);
let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await emptyDatabase();
  pool = new pg.Pool({ ...database.config, max: 4 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const names = async () =>
  (await pool.query('select name from platform.migrations order by name')).rows.map((row) =>
    String(row.name),
  );

test('several nodes that start at once migrate once, and again is nothing', async () => {
  const ran = await Promise.all([migrate(pool, folder), migrate(pool, folder), migrate(pool, folder)]);
  expect(ran.filter((one) => one.length > 0)).toHaveLength(1);
  expect(ran.flat()).toEqual(await names());
  expect(await migrate(pool, folder)).toEqual([]);
});

test('a database of a newer Muster is refused with a sentence that names what is unknown, and left alone', async () => {
  await pool.query("insert into platform.migrations (name) values ('9999_from_the_future.sql')");
  const before = await names();
  await expect(migrate(pool, folder)).rejects.toThrow(/newer Muster \(9999_from_the_future\.sql\)/);
  expect(await names()).toEqual(before);
  await pool.query("delete from platform.migrations where name like '9999%'");
  expect(await migrate(pool, folder)).toEqual([]);
});
