import type { Scope } from '@muster/contract/platform/endpoint';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inside, openSlice, organisation, type Slice } from '../../../test/harness/slice.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

async function limited(...scopes: Scope[]): Promise<string> {
  const body = { kind: 'service', label: 'limited', about: 'a script', scopes };
  return String(inside((await slice.http('POST', '/api/v1/tokens', { body })).json, 'secret'));
}

const mal = { name: 'mal', fullName: 'Mal', email: 'mal@example.com', timeZone: 'UTC' };
const file = (...people: object[]) => ({ muster: 1, people });
const ada = { name: 'ada', fullName: 'The admin', email: 'ada@example.org', timeZone: 'UTC' };
const provider = { label: 'Mine', issuer: 'https://id.example.com', clientId: 'x', defaultAccess: 'admin' };

const rises: [Scope, string, string, object][] = [
  ['people:write', 'POST', '/api/v1/people', { ...mal, access: 'admin' }],
  ['people:write', 'PATCH', '/api/v1/people/rex', { access: 'admin', reason: 'I say so' }],
  ['people:write', 'PATCH', '/api/v1/people/ada', { email: 'mal@example.com', reason: 'I say so' }],
  ['organisation:write', 'PUT', '/api/v1/organisation', file({ ...mal, access: 'admin' })],
  [
    'organisation:write',
    'PUT',
    '/api/v1/organisation',
    file({ ...ada, email: 'mal@example.com', access: 'admin' }),
  ],
  ['security:write', 'POST', '/api/v1/people/ada/sign-in-link', {}],
  ['security:write', 'PUT', '/api/v1/sso/providers/mine', provider],
  ['security:write', 'POST', '/api/v1/scim/tokens', {}],
  ['security:write', 'PUT', '/api/v1/scim', { defaultAccess: 'admin', mappings: [] }],
];

test.each(rises)(
  'a token limited to %s makes no administrator by %s %s %j',
  async (scope, method, path, body) => {
    const refused = await slice.http(method, path, { token: await limited(scope), body });
    expect([refused.status, inside(refused.json, 'code')]).toEqual([403, 'forbidden']);
    const tried = await slice.http('GET', '/api/v1/audit?outcome=refused&limit=1');
    expect(inside(tried.json, 'items', 0, 'detail', 'reason')).toMatch(/^This makes an administrator/);
  },
);

test('it does what it is for, also beside administrators that are there', async () => {
  const [people, whole] = [await limited('people:write'), await limited('organisation:write')];
  const invited = await slice.http('POST', '/api/v1/people', { token: people, body: mal });
  const renamed = await slice.http('PATCH', '/api/v1/people/ada', {
    token: people,
    body: { fullName: 'Ada L.', reason: 'her wish' },
  });
  const applied = await slice.http('PUT', '/api/v1/organisation', { token: whole, body: organisation() });
  expect([invited.status, renamed.status, applied.status]).toEqual([201, 200, 200]);
});

test('it invites, and does not get the link that opens the account; an administrator makes it again', async () => {
  const token = await limited('people:write');
  const pam = { ...mal, name: 'pam', email: 'pam@example.com', access: 'responder' };
  const invited = await slice.http('POST', '/api/v1/people', { token, body: pam });
  expect([invited.status, invited.json]).toMatchObject([201, { person: 'pam', mailedTo: null, url: null }]);
  const again = await slice.http('POST', '/api/v1/people/pam/invitation', { token, body: {} });
  expect(inside(again.json, 'url')).toBeNull();
  const made = await slice.http('POST', '/api/v1/people/pam/invitation', { body: {} });
  expect(inside(made.json, 'url')).toMatch(/\/welcome\?token=/);
});

test('a token of the person does not use up the tries by which the person confirms', async () => {
  const confirm = () =>
    slice.http('POST', '/api/v1/session/confirmation', {
      token: slice.tokens.responder,
      body: { password: 'wrong' },
    });
  const answers: number[] = [];
  for (let i = 0; i < 7; i += 1) answers.push((await confirm()).status);
  expect(answers).toEqual([409, 409, 409, 409, 409, 409, 409]);
});
