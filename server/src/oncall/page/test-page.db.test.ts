import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

const testPage = (token: string) => slice.http('POST', '/api/v1/me/test-page', { token, body: {} });

test('a sixth test page within ten minutes is refused, for that person alone and for a while', async () => {
  for (let n = 0; n < 5; n += 1) expect((await testPage(slice.tokens.responder)).status).toBeLessThan(300);
  const refused = await testPage(slice.tokens.responder);
  expect([refused.status, refused.json]).toMatchObject([429, { code: 'limit', retryAfter: 600 }]);
  expect((await testPage(slice.tokens.admin)).status).toBeLessThan(300);
  slice.clock.advance({ minutes: 10 });
  await slice.app.settled();
  expect((await testPage(slice.tokens.responder)).status).toBeLessThan(300);
});

test('a page of another kind with the same words does not count', async () => {
  const page = { title: 'Test page: does it ring?', people: ['sue'] };
  for (let n = 0; n < 6; n += 1)
    expect(
      (await slice.http('POST', '/api/v1/pages', { token: slice.tokens.admin, body: page })).status,
    ).toBe(201);
  expect((await testPage(slice.tokens.admin)).status).toBeLessThan(300);
});
