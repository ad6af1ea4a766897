import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, openBrowser } from '../../../test/harness/browser.ts';
import { createLetterBox, mailSettings } from '../../../test/harness/letters.ts';
import { inside, openSlice, type Slice } from '../../../test/harness/slice.ts';
import { byItself } from '../../platform/action.ts';
import { sql } from '../../platform/db.ts';
import { hashPassword } from '../../platform/password.ts';
import { setPassword } from '../person/store.ts';

const passwords = { rex: 'the long password of rex', ada: 'the long password of ada' };
const iPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';

let slice: Slice;
const box = createLetterBox();
beforeAll(async () => {
  slice = await openSlice({
    settings: { mail: mailSettings, trustProxyHops: 1 },
    needs: { senders: [box.sender] },
  });
  for (const [name, password] of Object.entries(passwords)) {
    const hash = await hashPassword(password);
    await byItself(slice.platform, 'test', (act) => setPassword(act.tx, name, hash));
  }
});
afterAll(() => slice.stop());

async function signedIn(name: keyof typeof passwords = 'rex', options: object = {}): Promise<Browser> {
  const browser = openBrowser(slice, { address: '198.51.100.1', ...options });
  expect((await browser.signIn(`${name}@example.org`, passwords[name])).status).toBe(200);
  return browser;
}
const list = async (browser: Browser) => {
  const items = inside((await browser.call('GET', '/api/v1/me/sessions')).json, 'items');
  return Array.isArray(items) ? items : [];
};
const isIn = async (browser: Browser) => (await browser.call('GET', '/api/v1/session')).status === 200;

describe('my sessions', () => {
  test('are listed with browser, address and times, this one first and marked', async () => {
    await signedIn('rex', { userAgent: iPhone, address: '203.0.113.9' });
    slice.clock.advance({ minutes: 5 });
    const browser = await signedIn();
    const [first, second] = await list(browser);
    expect(first).toMatchObject({
      isThis: true,
      browser: 'Firefox on Linux',
      address: '198.51.100.1',
      method: 'password',
    });
    expect(second).toMatchObject({
      isThis: false,
      browser: 'Safari on iPhone',
      address: '203.0.113.9',
      lastUsedAt: slice.clock.now().subtract({ minutes: 5 }).toString({ smallestUnit: 'millisecond' }),
    });
    const everything = JSON.stringify(await list(browser));
    for (const secret of browser.cookies.values()) expect(everything).not.toContain(secret);
  });

  test('end one by one, or all but this', async () => {
    const [one, two, three] = [await signedIn(), await signedIn(), await signedIn()];
    const [own] = await list(two);
    expect((await one.call('DELETE', `/api/v1/me/sessions/${own.id}`)).status).toBe(204);
    expect([await isIn(one), await isIn(two)]).toEqual([true, false]);
    expect((await one.call('DELETE', '/api/v1/me/sessions')).status).toBe(204);
    expect([await isIn(one), await isIn(three)]).toEqual([true, false]);
    expect(await list(one)).toHaveLength(1);
  });

  test('of somebody else do not exist', async () => {
    const [rex, ada] = [await signedIn('rex'), await signedIn('ada')];
    const [own] = await list(rex);
    expect((await ada.call('DELETE', `/api/v1/me/sessions/${own.id}`)).status).toBe(404);
    expect((await ada.call('DELETE', '/api/v1/me/sessions/not-an-id')).status).toBe(404);
    expect(await isIn(rex)).toBe(true);
    const byToken = await slice.http('GET', '/api/v1/me/sessions', { token: slice.tokens.responder });
    expect(byToken.status).toBe(409);
  });

  test('a sign-in in a browser that has one puts a new one in its place', async () => {
    const browser = await signedIn();
    await browser.call('DELETE', '/api/v1/me/sessions');
    const before = browser.cookies.get('muster_session');
    await browser.signIn('rex@example.org', passwords.rex);
    expect(browser.cookies.get('muster_session')).not.toBe(before);
    expect(await list(browser)).toHaveLength(1);
  });

  test('the audit log tells who ended what', async () => {
    const browser = await signedIn();
    const [own] = await list(browser);
    await browser.call('DELETE', `/api/v1/me/sessions/${own.id}`);
    const entries = await slice.rows(sql`
      select actor, detail from platform.audit where action = 'catalog.endSession' order by at desc, id desc limit 1`);
    expect(entries).toEqual([{ actor: 'rex', detail: { endedSession: own.id } }]);
  });
});

describe('a live stream', () => {
  /** Resolves when the server ends the stream. */
  async function listen(headers: Record<string, string>, app = slice.app) {
    const response = await fetch(`${app.address()}/api/v1/live`, { headers });
    const reader = response.body?.getReader();
    const state = { isOpen: response.status === 200, ended: Promise.resolve() };
    state.ended = (async () => {
      while (reader && !(await reader.read()).done);
      state.isOpen = false;
    })();
    return state;
  }
  const cookieOf = (browser: Browser) => ({
    cookie: `muster_session=${browser.cookies.get('muster_session')}`,
  });

  test('ends with its session, on every node, and others go on', async () => {
    const other = await openSlice({ database: slice.database, clock: slice.clock });
    const [mine, admins] = [await signedIn('rex'), await signedIn('ada')];
    const streams = [await listen(cookieOf(mine)), await listen(cookieOf(mine), other.app)];
    const unharmed = await listen(cookieOf(admins));
    const [own] = await list(mine);
    await mine.call('DELETE', `/api/v1/me/sessions/${own.id}`);
    await Promise.all(streams.map((stream) => stream.ended));
    expect(unharmed.isOpen).toBe(true);
    await other.stop();
  });

  test('ends when the person is deactivated, and when the session has not been used for a week', async () => {
    const ada = await signedIn('ada');
    const stream = await listen(cookieOf(await signedIn('rex')));
    const left = await ada.call('POST', '/api/v1/people/rex/deactivation', { reason: 'has left' });
    expect(left.status).toBe(200);
    await stream.ended;
    await ada.call('POST', '/api/v1/people/rex/reactivation', { reason: 'is back' });
    const idle = await listen(cookieOf(await signedIn('rex')));
    for (let day = 0; day < 7; day += 1) slice.clock.advance({ hours: 24 });
    await idle.ended;
    expect(idle.isOpen).toBe(false);
  });
});

test('a sign-in from a browser that is not known is told by letter, from an own device it is not', async () => {
  const browser = await signedIn();
  const letters = await box.take(slice);
  expect(letters.at(-1)).toMatchObject({
    to: 'rex@example.org',
    letter: { subject: 'New sign-in to Muster', facts: [{}, { value: 'Firefox on Linux' }, {}] },
  });
  expect((await browser.call('POST', '/api/v1/me/devices')).status).toBe(201);
  await browser.call('DELETE', '/api/v1/session');
  await browser.signIn('rex@example.org', passwords.rex);
  expect(await box.take(slice)).toEqual([]);
  expect((await list(browser))[0]).toMatchObject({ isOwnDevice: true });
  await browser.signIn('ada@example.org', passwords.ada);
  expect(await box.take(slice)).toMatchObject([{ to: 'ada@example.org' }]);
});
