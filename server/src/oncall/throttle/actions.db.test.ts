import { afterAll, beforeAll, expect, test } from 'vitest';
import { inside, openSlice, personOf, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';
import type { Delivery } from '../../platform/delivery/model.ts';
import type { PageMessage } from '../notification/model.ts';

let slice: Slice;
let sent: Delivery[] = [];
const who = personOf.responder;
beforeAll(async () => {
  const send = async (delivery: Delivery) => {
    sent.push(delivery);
    return { kind: 'delivered', note: 'put into the box' } as const;
  };
  slice = await openSlice({
    needs: { senders: ['sms', 'voice', 'email', 'webhook'].map((kind) => ({ kind, send })) },
  });
  await slice.http('PUT', `/api/v1/people/${who}/contacts`, {
    body: { id: 'cell', kind: 'sms', to: '+34600111222' },
  });
  await slice.http('PUT', `/api/v1/people/${who}/rules`, {
    body: { high: [0, 1, 2, 3].map((after) => ({ after, via: 'cell' })) },
  });
});
afterAll(() => slice.stop());

let made = 0;
async function newPage(title: string): Promise<string> {
  const body = { title, people: [who], urgency: 'high' };
  // Two take turns, because one alone may not page so often by hand.
  made += 1;
  const token = made % 2 === 0 ? slice.tokens.admin : slice.tokens.responder;
  const { json } = await slice.http('POST', '/api/v1/pages', { token, body });
  await slice.app.settled();
  return String(inside(json, 'id'));
}
async function forward(minutes: number) {
  for (let i = 0; i < minutes * 2; i += 1) {
    slice.clock.advance({ seconds: 30 });
    await slice.app.settled();
  }
}
/** The guarantee: pages alone are sent here. */
const titles = () => sent.map((delivery) => (delivery.message as PageMessage).page.title);
const told = async (id: string) => (await slice.http('GET', `/api/v1/pages/${id}/notifications`)).json;

test('twelve pages at once all ring once; what follows goes out as one message that says how many', async () => {
  const pages: string[] = [];
  for (let i = 1; i <= 12; i += 1) pages.push(await newPage(`Page ${i}`));
  expect(titles()).toEqual(pages.map((_, i) => `Page ${i + 1}`));
  sent = [];
  await forward(1.5);
  expect(sent).toEqual([]);
  expect(inside(await told(pages[0] ?? ''), 'items', 1)).toMatchObject({
    outcome: 'scheduled',
    via: 'cell',
    reason: expect.stringContaining('Held back'),
  });
  await forward(14);
  expect(titles()).toEqual(['Page 12 (and 11 more)']);
  expect(sent.map((delivery) => (delivery.message as PageMessage).page.url)).toEqual([
    'http://muster.example.org/pages?person=me&state=open',
  ]);
  expect(inside(await told(pages[0] ?? ''), 'items', 1)).toMatchObject({
    outcome: 'delivered',
    reason: 'It went out as one message about 12 pages.',
  });
  expect(await slice.rows(sql`select id from oncall.held_notifications where state = 'held'`)).toEqual([]);
  const because = 'because that way rings at most once in a minute and 5 times in 15 minutes.';
  const why = (await slice.http('GET', `/api/v1/pages/${pages[0]}/explanation`)).text;
  expect(why).toMatch(
    new RegExp(`to ${who} via cell waits until .*Z, to go out as one with whatever else waits, ${because}`),
  );
  expect(why).toContain(`went out bundled with what was held back of 11 more pages, ${because}`);
  for (const id of pages) await slice.http('POST', `/api/v1/pages/${id}/resolution`);
});

test('what is acknowledged takes along what was held back for it', async () => {
  slice.clock.advance({ hours: 2 });
  const [one, other] = [await newPage('First'), await newPage('Second')];
  await forward(1);
  await slice.http('POST', `/api/v1/pages/${one}/acknowledgement`, { token: slice.tokens.responder });
  sent = [];
  await forward(16);
  expect(titles()).not.toContainEqual(expect.stringContaining('First'));
  expect(titles().at(-1)).toBe('Second');
  const items = inside(await told(one), 'items');
  expect((Array.isArray(items) ? items : []).map((item) => inside(item, 'outcome'))).not.toContain(
    'scheduled',
  );
  for (const id of [one, other]) await slice.http('POST', `/api/v1/pages/${id}/resolution`);
});

test('a way that rings seldom waits for nothing', async () => {
  slice.clock.advance({ hours: 2 });
  sent = [];
  const page = await newPage('Alone');
  await forward(3.5);
  expect(titles()).toEqual(['Alone', 'Alone', 'Alone', 'Alone']);
  await slice.http('POST', `/api/v1/pages/${page}/resolution`);
});
