import {
  changeMe,
  changePerson,
  endSessionsOf,
  getPerson,
  invitePerson,
  listPeople,
} from '@muster/contract/catalog/people';
import { createSignInLink } from '@muster/contract/catalog/session';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, organisation, personOf, problemOf, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';
import { changePerson as lowerAccess } from './actions.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

const origin = { 'sec-fetch-site': 'same-origin' };
const password = 'a sentence that nobody would guess';
const change = (name: string, body: object) =>
  slice.as('admin')(changePerson, { params: { name }, body: { reason: 'because', ...body } });

async function cookieOf(name: string): Promise<string> {
  const { url } = await slice.as('admin')(createSignInLink, { params: { name } });
  const token = new URL(url).searchParams.get('token') ?? '';
  const answer = await slice.http('POST', '/api/v1/session/link', {
    token: null,
    headers: origin,
    body: { token, password },
  });
  return (
    answer.headers
      .getSetCookie()
      .find((one) => /session=[^;]/.test(one))
      ?.split(';')[0] ?? ''
  );
}
const as = (cookie: string, method: string, path: string, body?: object) =>
  slice.http(method, path, { token: null, headers: { cookie, ...origin }, body });

test('every field is changed, with its reason, and the audit row has before and after, of what differs only', async () => {
  const body = {
    fullName: 'Sue Newname',
    email: 'sue.new@example.org',
    access: 'stakeholder',
    teams: ['payments'],
  };
  expect(await change('sue', { ...body, timeZone: 'Europe/Madrid' })).toMatchObject(body);
  const [row] = await slice.rows<{ actor: string; detail: object }>(sql`
    select actor, detail from platform.audit where action = 'catalog.changePerson' order by id desc limit 1`);
  expect(row).toEqual({
    actor: personOf.admin,
    detail: {
      before: { fullName: 'The support', email: 'sue@example.org', access: 'support', teams: [] },
      after: body,
      reason: 'because',
    },
  });
});

test.each([
  [{ name: 'other' }],
  [{ createdAt: '2020-01-01T00:00:00Z' }],
  [{ active: false }],
  [{ passwordHash: 'x' }],
  [{ password: 'x'.repeat(20) }],
  [{ account: null }],
  [{ reason: undefined }],
  [{ reason: '' }],
  [{ timeZone: 'europe/nowhere' }],
  [{ access: ['admin'] }],
])('%j is refused whole', async (over) => {
  const before = await slice.as('admin')(getPerson, { params: { name: 'sten' } });
  const answer = await slice.http('PATCH', '/api/v1/people/sten', {
    body: { fullName: 'Slipped in', reason: 'x', ...over },
  });
  expect(answer.status).toBe(422);
  expect(await slice.as('admin')(getPerson, { params: { name: 'sten' } })).toEqual(before);
});

test('people change how they are called and their time zone, of themselves only', async () => {
  const changed = await slice.as('stakeholder')(changeMe, {
    body: { fullName: 'Sten S.', timeZone: 'Asia/Tokyo' },
  });
  expect(changed).toMatchObject({ name: 'sten', fullName: 'Sten S.', timeZone: 'Asia/Tokyo' });
  for (const over of [{ access: 'admin' }, { email: 'x@example.org' }, { teams: [] }, { name: 'ada' }]) {
    const answer = await slice.http('PATCH', changeMe.path, { token: slice.tokens.stakeholder, body: over });
    expect(answer.status).toBe(422);
  }
  const other = await problemOf(
    slice.as('responder')(changePerson, { params: { name: 'sten' }, body: { access: 'admin', reason: 'x' } }),
  );
  expect(other.status).toBe(403);
});

test('a lowered access holds at once, for sessions and for tokens', async () => {
  await slice.as('admin')(invitePerson, {
    body: { name: 'second', fullName: 'Second', email: 'second@example.org', access: 'admin' },
  });
  const cookie = await cookieOf('second');
  expect((await as(cookie, 'GET', '/api/v1/organisation')).status).toBe(200);
  const body = { label: 'second script' };
  const made = await as(cookie, 'POST', '/api/v1/tokens', body);
  const secret = String(Object(made.json).secret);
  await cookieOf('ada');
  await change('second', { access: 'stakeholder' });
  expect((await as(cookie, 'GET', '/api/v1/organisation')).status).toBe(403);
  expect((await slice.http('GET', '/api/v1/organisation', { token: secret })).status).toBe(403);
});

test('two administrators who lower each other at once leave one', async () => {
  await change('second', { access: 'admin' });
  // As actions, so that both are let in before either has done anything.
  const lower = (by: string, name: string) =>
    lowerAccess(
      slice.platform,
      {
        actor: { kind: 'person', name: by, access: 'admin', by: 'session' },
        requestId: null,
        address: null,
      },
      { name, access: 'responder', reason: 'quarrel' },
    );
  for (let round = 0; round < 5; round += 1) {
    const answers = await Promise.allSettled([lower('ada', 'second'), lower('second', 'ada')]);
    expect(answers.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const admins = await slice.rows(sql`select name from catalog.people where access = 'admin'`);
    expect(admins).toHaveLength(1);
    await slice.http('PATCH', '/api/v1/people/ada', { body: { access: 'admin', reason: 'peace' } });
    await slice.http('PATCH', '/api/v1/people/second', { body: { access: 'admin', reason: 'peace' } });
  }
});

test('the last one who can sign in as administrator is not lowered, whoever else is only invited', async () => {
  await change('second', { access: 'responder' });
  await slice.as('admin')(invitePerson, {
    body: { name: 'third', fullName: 'Third', email: 'third@example.org', access: 'admin' },
  });
  expect((await problemOf(change('ada', { access: 'responder' }))).status).toBe(409);
});

test('signed out everywhere is out everywhere', async () => {
  const cookie = await cookieOf('second');
  await slice.as('admin')(endSessionsOf, { params: { name: 'second' } });
  expect((await as(cookie, 'GET', '/api/v1/session')).status).toBe(401);
});

test('how accounts are used is told to administrators and auditors only', async () => {
  for (const access of ['admin', 'auditor'] as const)
    expect((await slice.as(access)(listPeople)).items.every((one) => one.account !== null)).toBe(true);
  for (const access of ['responder', 'stakeholder', 'support'] as const)
    expect((await slice.as(access)(listPeople)).items.every((one) => one.account === null)).toBe(true);
});

test('an address of somebody else is refused, also in other letters', async () => {
  const refused = await problemOf(change('sten', { email: 'REX@example.org' }));
  expect(refused).toMatchObject({ status: 409, errors: [{ pointer: '/email' }] });
});

test('a file that is applied again changes nothing of it back but what it says', async () => {
  const answer = await slice.http('PUT', '/api/v1/organisation?dryRun=true', { body: organisation() });
  const changed = Object(answer.json).changes.filter((one: { change: string }) => one.change === 'update');
  expect(changed.map((one: { name: string }) => one.name).sort()).toContain('sue');
});
