import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLetterBox, mailSettings } from '../../../test/harness/letters.ts';
import { inside, openSlice, personOf, type Slice } from '../../../test/harness/slice.ts';
import type { Delivery } from './model.ts';

let slice: Slice;
let page: string;
const letters = createLetterBox();
beforeAll(async () => {
  const send = async (delivery: Delivery) =>
    delivery.person === personOf.admin
      ? ({ kind: 'rejected', reason: 'no such mailbox /x?token=abcdefghijklmnopqrstuvwxyz' } as const)
      : ({ kind: 'delivered', note: 'put into the box' } as const);
  slice = await openSlice({
    settings: { mail: mailSettings },
    needs: { senders: [{ kind: 'email', send }, { kind: 'webhook', send }, letters.sender] },
  });
  for (const name of [personOf.admin, personOf.responder])
    await slice.http('PUT', `/api/v1/people/${name}/rules`, { body: { high: [{ after: 0, via: 'mail' }] } });
  const { json } = await slice.http('POST', '/api/v1/pages', {
    body: {
      title: 'A title that strangers wrote',
      people: [personOf.admin, personOf.responder],
      urgency: 'high',
    },
  });
  page = String(inside(json, 'id'));
  await slice.app.settled();
  slice.clock.advance({ hours: 1 });
  await slice.http('POST', '/api/v1/password-reset', { body: { email: `${personOf.support}@example.org` } });
  await slice.app.settled();
});
afterAll(() => slice.stop());

async function list(query = ''): Promise<unknown[]> {
  const answer = await slice.http('GET', `/api/v1/messages${query}`, { token: slice.tokens.auditor });
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  const items = inside(answer.json, 'items');
  return Array.isArray(items) ? items : [];
}

test('every message is there, the latest first, with what became of it', async () => {
  const all = await list();
  const purposes = all.map((one) => inside(one, 'purpose'));
  expect(purposes.filter((one) => one === 'page').length).toBeGreaterThanOrEqual(2);
  expect(purposes[0]).toBe('letter');
  expect(await list(`?person=${personOf.responder}`)).toContainEqual(
    expect.objectContaining({
      page,
      person: 'rex',
      via: 'mail',
      kind: 'email',
      state: 'delivered',
      tries: 1,
    }),
  );
});

test.each([
  ['?state=failed', ['ada']],
  ['?kind=letter', ['sue']],
  ['?text=MAILBOX', ['ada']],
  ['?text=nothing-like-it', []],
  ['?until=2026-03-02T10:30:00Z&person=sue', []],
  ['?from=2026-03-02T10:30:00Z&purpose=letter', ['sue']],
  ['?person=rex&kind=webhook', []],
])('it is narrowed by %s', async (query, people) => {
  expect([...new Set((await list(query)).map((one) => inside(one, 'person')))]).toEqual(people);
});

test('it is narrowed to a page, and goes on by its cursor', async () => {
  const ofPage = await list(`?page=${page}`);
  expect(ofPage.map((one) => inside(one, 'page'))).toEqual([page, page]);
  const first = await slice.http('GET', `/api/v1/messages?page=${page}&limit=1`);
  const rest = await list(`?page=${page}&limit=1&cursor=${inside(first.json, 'nextCursor')}`);
  expect([inside(first.json, 'items', 0), ...rest]).toEqual(ofPage);
});

test('one opens with its tries', async () => {
  const [failed] = await list('?state=failed');
  const opened = await slice.http('GET', `/api/v1/messages/${inside(failed, 'id')}`);
  expect(opened.json).toMatchObject({
    state: 'failed',
    attempts: [{ outcome: 'rejected', note: expect.stringContaining('no such mailbox') }],
  });
  expect((await slice.http('GET', '/api/v1/messages/none')).status).toBe(404);
});

test('what a message says is nowhere in it', async () => {
  const all = JSON.stringify(await list('?limit=200'));
  const opened = await Promise.all(
    (await list()).map(
      async (one) => (await slice.http('GET', `/api/v1/messages/${inside(one, 'id')}`)).text,
    ),
  );
  for (const text of [all, ...opened]) {
    expect(text).not.toContain('A title that strangers wrote');
    expect(text).not.toMatch(/sealed|abcdefghijklmnopqrstuvwxyz|\/a\/|https?:/);
  }
});
