import { createSignInLink } from '@muster/contract/catalog/session';
import { beforeAll, expect, test } from 'vitest';
import { sql } from '../../src/platform/db.ts';
import { startWorld } from '../harness/world.ts';

const world = await startWorld();
const password = 'the password that ana chose';

interface Try {
  address: string;
  email?: string;
  given?: string;
  cookie?: string;
}
const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  world.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...headers },
    body: JSON.stringify(body),
  });
const signIn = ({ address, email = 'ana@muster.example', given = 'a wrong password', cookie = '' }: Try) =>
  post(
    '/api/v1/session',
    { email, password: given },
    { 'x-forwarded-for': address, ...(cookie ? { cookie } : {}) },
  );
const cookieOf = (answer: Response) => answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
let addresses = 0;
/** Each time another one, as whoever rents machines has them. */
const elsewhere = () => {
  addresses += 1;
  return `203.0.${Math.floor(addresses / 250)}.${addresses % 250}`;
};

beforeAll(async () => {
  const { url } = await world.admin(createSignInLink, { params: { name: 'ana' } });
  const token = new URL(url).searchParams.get('token');
  expect((await post('/api/v1/session/link', { token, password })).status).toBe(201);
});

test('five guesses are free; then each further one costs a longer wait, and says how long', async () => {
  for (let guess = 0; guess < 5; guess += 1)
    expect((await signIn({ address: elsewhere() })).status).toBe(401);
  for (const wait of [60, 120, 240, 480, 900, 900]) {
    const refused = await signIn({ address: elsewhere() });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, String(wait)]);
    expect(await refused.json()).toMatchObject({ code: 'limit', retryAfter: wait });
    await world.leap(`${wait} seconds`);
    expect((await signIn({ address: elsewhere() })).status).toBe(401);
  }
});

test('half a night of guessing from everywhere is worth two dozen guesses', async () => {
  let looked = 0;
  for (let minute = 0; minute < 4 * 60; minute += 4) {
    await world.leap('4 minutes');
    for (let guess = 0; guess < 2; guess += 1) {
      const { status } = await signIn({ address: elsewhere() });
      expect([401, 429]).toContain(status);
      if (status === 401) looked += 1;
    }
  }
  expect(looked).toBeGreaterThan(8);
  expect(looked).toBeLessThan(30);
});

test('an account that nobody has is guarded alike, so that nobody finds out who has one', async () => {
  await world.leap('2 hours');
  const answers = async (email: string) => {
    const seen: string[] = [];
    for (let guess = 0; guess < 7; guess += 1) {
      const answer = await signIn({ address: elsewhere(), email });
      const { requestId: _, ...said } = Object(await answer.json());
      seen.push(JSON.stringify([answer.status, answer.headers.get('retry-after'), said]));
    }
    return seen;
  };
  expect(await answers('nobody@muster.example')).toEqual(await answers('ana@muster.example'));
});

test('whoever tries many accounts from one address waits, and others do not', async () => {
  await world.leap('2 hours');
  const statuses: number[] = [];
  for (let guess = 0; guess < 22; guess += 1)
    statuses.push(
      (await signIn({ address: '198.51.100.7', email: `somebody${guess}@muster.example` })).status,
    );
  expect(statuses).toEqual([...Array<number>(20).fill(401), 429, 429]);
  expect((await signIn({ address: '198.51.100.8', given: password })).status).toBe(200);
});

test('somebody who is under attack comes in from her own device all the same, and her sign-in ends the waiting', async () => {
  await world.leap('2 hours');
  const phone = '198.51.100.20';
  const session = cookieOf(await signIn({ address: phone, given: password }));
  const device = cookieOf(await post('/api/v1/me/devices', {}, { cookie: session }));
  expect(device).toMatch(/muster_device=/);
  for (let guess = 0; guess < 25; guess += 1) await signIn({ address: phone });
  expect((await signIn({ address: phone, given: password })).status).toBe(429);
  expect((await signIn({ address: elsewhere(), given: password })).status).toBe(429);
  expect((await signIn({ address: phone, given: password, cookie: device })).status).toBe(200);
  for (let guess = 0; guess < 5; guess += 1)
    expect((await signIn({ address: phone, cookie: device })).status).toBe(401);
  expect((await signIn({ address: phone, given: password, cookie: device })).status).toBe(429);
  const stolen = await signIn({ address: elsewhere(), email: 'bob@muster.example', cookie: device });
  expect(stolen.status).toBe(401);
});

test('a guess on one node counts on the other, and a hundred at once are five', async () => {
  await world.leap('2 hours');
  const other = await world.anotherNode();
  const onOther = () =>
    fetch(`${other.app.address()}/api/v1/session`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-origin', 'x-forwarded-for': elsewhere() },
      body: JSON.stringify({ email: 'ana@muster.example', password: 'a wrong password' }),
    });
  const all = await Promise.all(
    Array.from({ length: 40 }, (_, guess) => (guess % 2 ? onOther() : signIn({ address: elsewhere() }))),
  );
  expect(all.filter((answer) => answer.status === 401)).toHaveLength(5);
  expect(all.filter((answer) => answer.status === 429)).toHaveLength(35);
});

test('the audit log tells of the wrong ones', async () => {
  await world.settle();
  const refused = await world.nodes[0]?.app.platform.db.one<{ n: number }>(sql`
    select count(*)::int as n from platform.audit where action = 'catalog.signIn' and outcome = 'refused'`);
  expect(refused?.n).toBeGreaterThan(10);
});
