/** News that are put on status pages, and what readers of the pages get to see. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inside, openSlice, type Slice } from '../../../test/harness/slice.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

type Access = 'responder' | 'admin' | 'stakeholder';
const send = (method: string, path: string, body?: object, access: Access = 'admin') =>
  slice.http(method, `/api/v1${path}`, { token: slice.tokens[access], body });
const read = (path: string, headers: Record<string, string> = {}) =>
  slice.http('GET', path, { token: null, headers });

const wish = { title: 'Acme', visibility: 'public' };
const checkout = { name: 'Checkout', services: ['checkout'] };
async function openPage(name: string, over: object = {}): Promise<void> {
  const { status, text } = await send('POST', '/status-pages', {
    ...{ name, ...wish, components: [checkout, { name: 'Ledger', group: 'Money', services: ['ledger'] }] },
    ...over,
  });
  expect([status, text]).toEqual([201, expect.any(String)]);
  await slice.app.settled();
}
async function declare(body: object = {}): Promise<string> {
  const { json } = await send('POST', '/incidents', { title: 'db-7.internal is full', ...body }, 'responder');
  return String(inside(json, 'ref'));
}
async function tell(ref: string, body: object): Promise<string> {
  const news = { audience: 'customers', text: 'Some payments fail. We look into it.', publish: true };
  const { status, json, text } = await send('POST', `/incidents/${ref}/updates`, { ...news, ...body }, 'responder');
  expect([status, text]).toEqual([201, expect.any(String)]);
  await slice.app.settled();
  return String(inside(json, 'items', 0, 'id'));
}
const drop = (name: string) => send('DELETE', `/status-pages/${name}`);
const down = [{ name: 'Checkout', state: 'partial_outage' }];

test('an update with components stands on the pages that hold them, in its own words', async () => {
  await openPage('acme');
  await openPage('other', { components: [{ name: 'Search' }] });
  const before = await read('/status/acme');
  expect([before.status, before.text]).toEqual([200, expect.stringContaining('Everything works')]);
  const ref = await declare();
  await tell(ref, { title: 'Payments fail', components: down, state: 'investigating' });
  const page = await read('/status/acme');
  expect(page.text).toContain('Some payments fail. We look into it.');
  expect(page.text).toContain('Some parts are down');
  expect(page.text).not.toMatch(/db-7|INC-/);
  expect((await read('/status/other')).text).not.toContain('Some payments');
  const { json } = await read('/status/acme/api/v2/summary.json');
  expect(json).toMatchObject({
    status: { indicator: 'major' },
    incidents: [{ name: 'Payments fail', status: 'investigating', impact: 'major' }],
  });
  await tell(ref, { text: 'It works again.', state: 'resolved' });
  const after = await read('/status/acme/api/v2/summary.json');
  expect(after.json).toMatchObject({ status: { indicator: 'none' }, incidents: [] });
  const placements = await send('GET', `/incidents/${ref}/placements`);
  expect(inside(placements.json, 'items')).toMatchObject([
    { page: 'acme', stands: 'shown', problem: null },
    { page: 'acme', stands: 'shown', url: 'http://muster.example.org/status/acme' },
  ]);
  await drop('acme');
  await drop('other');
  await slice.app.settled();
  expect((await read('/status/acme')).status).toBe(404);
});
