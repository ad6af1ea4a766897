import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

const password = 'a long password of rex';

async function makeLink(): Promise<string> {
  const { json } = await slice.http('POST', '/api/v1/people/rex/sign-in-link');
  return new URL(String(Reflect.get(Object(json), 'url'))).searchParams.get('token') ?? '';
}

const useLink = (token: string, given = password) =>
  slice.http('POST', '/api/v1/session/link', { token: null, body: { token, password: given } });

const signIn = () =>
  slice.http('POST', '/api/v1/session', { token: null, body: { email: 'rex@example.org', password } });

test('a person of the organisation file signs in by the link, and by password from then on', async () => {
  expect((await signIn()).status).toBe(401);
  const used = await useLink(await makeLink());
  expect(used.status).toBe(201);
  expect(used.json).toMatchObject({ name: 'rex', access: 'responder', signedInBy: 'session' });
  expect((await signIn()).status).toBe(200);
});

test('a link works once, a newer one replaces it, and it ends after a day', async () => {
  const first = await makeLink();
  const second = await makeLink();
  expect((await useLink(first)).status).toBe(403);
  expect((await useLink(second, 'short')).status).toBe(422);
  expect((await useLink(second)).status).toBe(201);
  expect((await useLink(second)).status).toBe(403);
  const late = await makeLink();
  slice.clock.advance({ hours: 24 });
  expect((await useLink(late)).status).toBe(403);
});

test('whoever was signed in before is signed out by it', async () => {
  const cookie = (await signIn()).headers.get('set-cookie')?.split(';')[0] ?? '';
  const who = () => slice.http('GET', '/api/v1/session', { token: null, headers: { cookie } });
  expect((await who()).status).toBe(200);
  await useLink(await makeLink());
  expect((await who()).status).toBe(401);
});

test('a link is void for a person who has another address by now', async () => {
  const link = await makeLink();
  const move = (to: string) =>
    slice.platform.db.run(sql`update catalog.people set email = ${to} where name = 'rex'`);
  await move('rex@elsewhere.example');
  const moved = await useLink(link);
  await move('rex@example.org');
  expect(moved.status).toBe(403);
  expect((await useLink(link)).status).toBe(201);
});

test('only administrators make links, for people who exist', async () => {
  const made = (token: string, name: string) =>
    slice.http('POST', `/api/v1/people/${name}/sign-in-link`, { token });
  expect((await made(slice.tokens.responder, 'ada')).status).toBe(403);
  expect((await made(slice.tokens.admin, 'nobody')).status).toBe(404);
});
