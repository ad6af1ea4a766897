import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

const page = (token: string, body: object) =>
  slice.http('POST', '/api/v1/pages', { token, body: { title: 'By hand', urgency: 'high', ...body } });
const statuses = async (token: string, body: object, times: number) =>
  (await Promise.all(Array.from({ length: times }, () => page(token, body)))).map((one) => one.status);
const counted = (all: readonly number[]) =>
  [201, 429].map((status) => all.filter((s) => s === status).length);

test('an eleventh page by hand within ten minutes is refused, also of many at once, and leaves nothing', async () => {
  const all = await statuses(slice.tokens.responder, { people: ['sue', 'sten'] }, 14);
  expect(counted(all)).toEqual([10, 4]);
  expect(await slice.rows(sql`select from oncall.pages`)).toHaveLength(10);
  const refused = await page(slice.tokens.responder, { people: ['ada'] });
  expect([refused.status, refused.json]).toMatchObject([429, { code: 'limit', retryAfter: 600 }]);
  expect(refused.headers.get('retry-after')).toBe('600');
  expect(refused.text).toContain('You have paged by hand 10 times within 10 minutes. Wait 10 minutes');
});

test('one person is called by hand twenty times of everybody together, by name or by a policy', async () => {
  expect(counted(await statuses(slice.tokens.admin, { people: ['sue'] }, 10))).toEqual([10, 0]);
  const made = await slice.http('POST', '/api/v1/tokens', {
    body: { label: 'script', kind: 'service', about: 'pages', access: 'responder' },
  });
  const script = String(Object(made.json).secret);
  const refused = await page(script, { people: ['aud', 'sue'] });
  expect([refused.status, refused.json]).toMatchObject([429, { code: 'limit', retryAfter: 600 }]);
  expect(refused.text).toContain('sue has been paged by hand 20 times');
  expect((await page(script, { people: ['aud'] })).status).toBe(201);
  expect(await slice.rows(sql`select from oncall.pages`)).toHaveLength(21);
});

test('ten minutes later there is room again, and what does not count any more is forgotten', async () => {
  slice.clock.advance({ minutes: 10 });
  await slice.app.settled();
  expect((await page(slice.tokens.responder, { people: ['sue'] })).status).toBe(201);
  expect(await slice.rows(sql`select from oncall.pages_by_hand`)).toHaveLength(1);
});
