import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/harness/database.ts';
import { type Db, openDb, type Query, type Sql, sql } from './db.ts';
import { keptSecret } from './kept-secret.ts';
import { openSecretBox } from './secrets.ts';

const secrets = openSecretBox('a key of more than thirty-two characters');
let database: TestDatabase;
let db: Db;

beforeAll(async () => {
  database = await testDatabase();
  db = openDb(database.config, 4, () => undefined);
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

it('is made once, and kept sealed', async () => {
  expect(await keptSecret(db, secrets, 'one', () => 'first')).toBe('first');
  expect(await keptSecret(db, secrets, 'one', () => 'second')).toBe('first');
  const row = await db.one<{ sealed: string }>(sql`
    select sealed from platform.kept_secrets where name = 'one'`);
  expect(row.sealed).not.toContain('first');
});

it('is the same for nodes that make it at the same moment', async () => {
  // Both have looked and found nothing before either writes.
  const bothLooked = Promise.withResolvers<void>();
  let looked = 0;
  const racing: Query = {
    ...db,
    async maybe<Row>(query: Sql) {
      const row = await db.maybe<Row>(query);
      looked += 1;
      if (looked === 2) bothLooked.resolve();
      await bothLooked.promise;
      return row;
    },
  };
  const made: string[] = [];
  const nodes = ['one', 'other'].map((node) =>
    keptSecret(racing, secrets, 'raced', () => {
      made.push(node);
      return `made by ${node}`;
    }),
  );
  const [first, second] = await Promise.all(nodes);
  expect(made).toHaveLength(2);
  expect(first).toBe(second);
});

it('is not given out under another key', async () => {
  await keptSecret(db, secrets, 'sealed', () => 'hidden');
  const other = openSecretBox('another key of more than thirty-two characters');
  await expect(keptSecret(db, other, 'sealed', () => 'new')).rejects.toThrow('is not the key that sealed');
});
