import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, openBrowser } from '../../../test/harness/browser.ts';
import { inside, openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';
import { hashPassword } from '../../platform/password.ts';

const password = 'the long password of rex';
let slice: Slice;
/** Rex's own phone, whose session has ended. */
let phone: Browser;
beforeAll(async () => {
  slice = await openSlice();
  const hash = await hashPassword(password);
  for (const name of ['rex', 'sten'])
    await slice.platform.db.run(sql`update catalog.people set password_hash = ${hash} where name = ${name}`);
  await slice.http('PUT', '/api/v1/people/rex/rules', {
    body: { high: [{ after: 0, via: 'mail' }] },
  });
  await slice.http('PUT', '/api/v1/people/ada/rules', { body: { high: [{ after: 0, via: 'mail' }] } });
  phone = await ownDevice('rex');
});
afterAll(() => slice.stop());

async function ownDevice(name: string): Promise<Browser> {
  const browser = openBrowser(slice);
  await browser.signIn(`${name}@example.org`, password);
  expect((await browser.call('POST', '/api/v1/me/devices')).status).toBe(201);
  await browser.call('DELETE', '/api/v1/session');
  expect([...browser.cookies.keys()]).toEqual(['muster_device']);
  return browser;
}

async function newPage(title: string, people = ['rex']): Promise<string> {
  const { json } = await slice.http('POST', '/api/v1/pages', { body: { title, people, urgency: 'high' } });
  const id = String(inside(json, 'id'));
  await expect
    .poll(() => slice.rows(sql`select 1 from oncall.pages where id = ${id} and notified <> '{}'`))
    .toHaveLength(1);
  return id;
}
const look = (id: string, by = phone) => by.call('GET', `/api/v1/device/pages/${id}`);
const tap = (id: string, by = phone) => by.call('POST', `/api/v1/device/pages/${id}/acknowledgement`);

test('one tap acknowledges a page that called the owner, and says so', async () => {
  const id = await newPage('Checkout is down');
  const shown = { id, title: 'Checkout is down', service: null, urgency: 'high' };
  expect((await look(id)).json).toEqual({ ...shown, state: 'triggered', isMine: false });
  expect((await tap(id)).json).toEqual({ ...shown, state: 'acknowledged', isMine: true });
  expect((await tap(id)).json).toEqual({ ...shown, state: 'acknowledged', isMine: true });
  const entries = await slice.rows<{ actor: string; how: string }>(sql`
    select actor, how from platform.audit where action = 'oncall.acknowledgePage' and subject = ${`page:${id}`}`);
  expect(entries).toEqual([{ actor: 'rex', how: expect.stringMatching(/^device:[0-9a-f-]{36}$/) }]);
});

test('several taps at once, and one after somebody else, leave one owner', async () => {
  const id = await newPage('Tapped thrice');
  const answers = await Promise.all([tap(id), tap(id), tap(id)]);
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
  const taken = await newPage('Taken');
  await slice.http('POST', `/api/v1/pages/${taken}/acknowledgement`, { token: slice.tokens.admin });
  expect((await tap(taken)).json).toMatchObject({ state: 'acknowledged', isMine: false });
});

test('a page that did not call the owner does not exist', async () => {
  const id = await newPage('For ada', ['ada']);
  for (const answer of [await look(id), await tap(id), await look('nothing'), await tap('nothing')])
    expect(answer.status).toBe(404);
  expect(await slice.rows(sql`select owner from oncall.pages where id = ${id}`)).toEqual([{ owner: null }]);
});

test('the device opens nothing else', async () => {
  const id = await newPage('Only this');
  for (const [method, path] of [
    ['GET', '/api/v1/session'],
    ['GET', '/api/v1/pages'],
    ['GET', `/api/v1/pages/${id}`],
    ['GET', `/api/v1/pages/${id}/explanation`],
    ['POST', `/api/v1/pages/${id}/acknowledgement`],
    ['POST', `/api/v1/pages/${id}/resolution`],
    ['GET', '/api/v1/me/devices'],
    ['GET', '/api/v1/me/sessions'],
    ['POST', '/api/v1/me/devices'],
    ['GET', '/api/v1/live'],
  ] as const)
    expect([path, (await phone.call(method, path)).status]).toEqual([path, 401]);
});

test('a stranger, a made-up cookie and a device that was forgotten get nothing', async () => {
  const id = await newPage('Not for them');
  const stranger = openBrowser(slice);
  expect((await tap(id, stranger)).status).toBe(404);
  stranger.cookies.set('muster_device', 'x'.repeat(43));
  expect((await tap(id, stranger)).status).toBe(404);
  const session = openBrowser(slice);
  await session.signIn('rex@example.org', password);
  const lost = await ownDevice('rex');
  const devices = inside((await session.call('GET', '/api/v1/me/devices')).json, 'items');
  const newest = inside(devices, 0, 'id');
  expect((await session.call('DELETE', `/api/v1/me/devices/${newest}`)).status).toBe(204);
  expect((await session.call('DELETE', `/api/v1/me/devices/${newest}`)).status).toBe(404);
  expect((await tap(id, lost)).status).toBe(404);
  expect((await look(id)).status).toBe(200);
});

test('another site cannot tap, nor can what does not say where it comes from', async () => {
  const id = await newPage('Forged');
  const cookie = `muster_device=${phone.cookies.get('muster_device')}`;
  for (const site of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, {}]) {
    const answer = await slice.http('POST', `/api/v1/device/pages/${id}/acknowledgement`, {
      token: null,
      headers: { cookie, ...site },
    });
    expect(answer.status).toBe(403);
  }
  expect((await look(id)).json).toMatchObject({ state: 'triggered' });
});

test('a stakeholder acknowledges nothing by a device either', async () => {
  const id = await newPage('Called a stakeholder');
  await slice.platform.db.run(sql`update oncall.pages set notified = '{sten,rex}' where id = ${id}`);
  const device = await ownDevice('sten');
  expect([(await look(id, device)).status, (await tap(id, device)).status]).toEqual([404, 404]);
});

test('the secret is stored as a hash; the device ends after 400 days, and with its owner', async () => {
  const secret = phone.cookies.get('muster_device') ?? '';
  const rows = await slice.rows(sql`select * from catalog.devices`);
  expect(JSON.stringify(rows)).not.toContain(secret);
  const id = await newPage('At the end');
  await slice.http('POST', '/api/v1/people/rex/deactivation', { body: { reason: 'has left' } });
  expect((await tap(id)).status).toBe(404);
  await slice.http('POST', '/api/v1/people/rex/reactivation', { body: { reason: 'is back' } });
  expect((await tap(id)).status).toBe(404);
  const device = await ownDevice('rex');
  expect((await look(id, device)).status).toBe(200);
  await slice.platform.db.run(
    sql`update catalog.devices set expires_at = ${slice.clock.now()} where person = 'rex'`,
  );
  expect((await look(id, device)).status).toBe(404);
});
