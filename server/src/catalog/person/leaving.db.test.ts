import { deactivatePerson, getPerson, reactivatePerson } from '@muster/contract/catalog/people';
import { createSignInLink } from '@muster/contract/catalog/session';
import { createToken } from '@muster/contract/catalog/tokens';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, organisation, personOf, problemOf, type Slice } from '../../../test/harness/slice.ts';
import { byItself } from '../../platform/action.ts';
import { sql } from '../../platform/db.ts';
import { openSession } from '../session/actions.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

const password = 'correct horse battery staple';
const origin = { 'sec-fetch-site': 'same-origin' };

const leaves = (name: string, reason = 'gone') =>
  slice.as('admin')(deactivatePerson, { params: { name }, body: { reason } });
const returns = (name: string) =>
  slice.as('admin')(reactivatePerson, { params: { name }, body: { reason: 'back' } });
const signIn = (email: string) =>
  slice.http('POST', '/api/v1/session', { token: null, headers: origin, body: { email, password } });
const me = (headers: Record<string, string>) =>
  slice.http('GET', '/api/v1/session', { token: null, headers });

async function linkFor(name: string): Promise<string> {
  const { url } = await slice.as('admin')(createSignInLink, { params: { name } });
  return new URL(url).searchParams.get('token') ?? '';
}
const useLink = (token: string) =>
  slice.http('POST', '/api/v1/session/link', { token: null, headers: origin, body: { token, password } });

test('whoever is deactivated is out at once by every means, and comes in by none', async () => {
  const opened = await useLink(await linkFor('sue'));
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { secret } = await slice.as('support')(createToken, { body: { label: 'script' } });
  const bearer = { authorization: `Bearer ${secret}` };
  const waiting = await linkFor('sue');
  expect((await me({ cookie })).status).toBe(200);
  expect((await me(bearer)).status).toBe(200);

  expect(await leaves('sue', 'left the company')).toMatchObject({ name: 'sue', active: false });

  expect((await me({ cookie })).status).toBe(401);
  expect((await me(bearer)).status).toBe(401);
  const wrong = await signIn('nobody@example.org');
  const refused = await signIn('sue@example.org');
  expect([refused.status, Object(refused.json).detail]).toEqual([wrong.status, Object(wrong.json).detail]);
  expect((await useLink(waiting)).status).toBe(403);
  expect((await problemOf(linkFor('sue'))).status).toBe(409);
});

test('no means of signing in, of today or to come, opens a session for them', async () => {
  const open = byItself(slice.platform, 'test', (act) => openSession(act, { person: 'sue', method: 'sso' }));
  await expect(open).rejects.toMatchObject({ code: 'forbidden' });
});

test('the audit row says who, why, and what ended', async () => {
  const rows = await slice.rows<{ actor: string; detail: object }>(sql`
    select actor, detail from platform.audit where action = 'catalog.deactivatePerson' and subject = 'person:sue'`);
  expect(rows).toEqual([
    {
      actor: personOf.admin,
      detail: {
        before: { active: true },
        after: { active: false },
        reason: 'left the company',
        ended: expect.objectContaining({ sessions: 1, tokens: 2, links: 1 }),
      },
    },
  ]);
});

test('doing it twice is doing it once', async () => {
  await leaves('sue', 'once more');
  const told = await slice.rows(sql`
    select detail from platform.audit where subject = 'person:sue' and detail ->> 'reason' = 'once more'`);
  expect(told).toEqual([]);
});

test('a file that only names somebody who has left leaves them away, and an export says so', async () => {
  expect((await slice.http('PUT', '/api/v1/organisation', { body: organisation() })).status).toBe(200);
  expect(await slice.as('admin')(getPerson, { params: { name: 'sue' } })).toMatchObject({ active: false });
  const exported = (await slice.http('GET', '/api/v1/organisation')).json;
  expect(Object(exported).people).toContainEqual(expect.objectContaining({ name: 'sue', active: false }));
  const again = await slice.http('PUT', '/api/v1/organisation?dryRun=true', { body: Object(exported) });
  expect(Object(again.json).changes.filter((one: { change: string }) => one.change !== 'none')).toEqual([]);
});

test('whoever is back signs in with the password of before, and with nothing else of before', async () => {
  const stale = await slice.rows(sql`select hash from catalog.sessions where person = 'sue'`);
  expect(stale).toEqual([]);
  expect(await returns('sue')).toMatchObject({ active: true, access: 'support' });
  expect((await signIn('sue@example.org')).status).toBe(200);
});

test('a session that slipped in beside a deactivation opens nothing, then or later', async () => {
  const answers = await Promise.all([signIn('sue@example.org'), leaves('sue'), signIn('sue@example.org')]);
  for (const answer of [answers[0], answers[2]]) {
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? 'muster_session=none';
    expect((await me({ cookie })).status).toBe(401);
  }
  await returns('sue');
  for (const answer of [answers[0], answers[2]]) {
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? 'muster_session=none';
    expect((await me({ cookie })).status).toBe(401);
  }
});

test('the last administrator stays, whoever asks', async () => {
  expect((await problemOf(leaves('ada'))).status).toBe(409);
  const file = organisation();
  const lowered = (Object(file).people as { name: string }[]).map((person) =>
    person.name === 'ada' ? { ...person, access: 'responder' } : person,
  );
  const answer = await slice.http('PUT', '/api/v1/organisation', { body: { ...file, people: lowered } });
  expect(answer.status).toBe(422);
  expect(answer.json).toMatchObject({ errors: [{ pointer: '/people' }] });
});

test('a reason is asked for, and nobody unknown leaves', async () => {
  expect((await problemOf(leaves('sten', ' '))).status).toBe(422);
  expect((await problemOf(leaves('nobody'))).status).toBe(404);
});
