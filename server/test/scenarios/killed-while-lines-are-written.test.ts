import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../harness/database.ts';
import { killWhileAppending } from '../survival/appends.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

// The short form of `npm run test:survival -- --only appends`.
test('every line of a log that was answered stands in its stream, once, whenever the server was killed', async () => {
  const { problems, answered } = await killWhileAppending({ kills: 1, seed: 3, database: database.config });
  expect(problems).toEqual([]);
  expect(answered).toBeGreaterThan(10);
}, 60_000);
