import type { Access } from '@muster/contract/platform/endpoint';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inside, openSlice, personOf, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

const ask = (access: Access, method: string, path: string, body?: object) =>
  slice.http(method, `/api/v1/people/${path}`, { token: slice.tokens[access], body });

test('people see and change their own contact methods, and those of nobody else', async () => {
  const own = await ask('responder', 'GET', 'me/contacts');
  expect(inside(own.json, 'contacts', 0)).toMatchObject({ id: 'mail', verified: true });
  expect((await ask('responder', 'GET', `${personOf.responder}/contacts`)).json).toEqual(own.json);
  const others = `${personOf.admin}/contacts`;
  const contact = { id: 'mine', kind: 'email', to: 'x@example.org' };
  for (const answer of [
    await ask('responder', 'GET', others),
    await ask('responder', 'PUT', others, contact),
    await ask('responder', 'DELETE', `${others}/mail`),
    await ask('responder', 'PUT', `${personOf.admin}/rules`, { high: [] }),
    await ask('stakeholder', 'GET', others),
    await ask('admin', 'GET', 'nobody/contacts'),
  ])
    expect(answer.status).toBe(404);
  const stored = await slice.rows(
    sql`select id from oncall.contacts where person = ${personOf.admin} order by id`,
  );
  expect(stored).toEqual([{ id: 'hook' }, { id: 'mail' }]);
  expect((await ask('responder', 'GET', others)).status).toBe(404);
  expect((await ask('admin', 'GET', `${personOf.responder}/contacts`)).status).toBe(200);
});

test('a contact that somebody adds is not verified; one that an administrator adds is', async () => {
  const contact = { id: 'added', kind: 'sms', to: '+34600111222' };
  await ask('responder', 'PUT', 'me/contacts', contact);
  const verified = async () =>
    (
      await slice.rows<{ at: unknown }>(sql`
      select verified_at as at from oncall.contacts where id = 'added' and person = ${personOf.responder}`)
    )[0]?.at;
  expect(await verified()).toBeNull();
  await ask('admin', 'PUT', `${personOf.responder}/contacts`, contact);
  expect(await verified()).not.toBeNull();
});

test.each([
  ['a number with blanks', { id: 'n', kind: 'sms', to: '+1 (555) 0' }],
  ['a number of letters', { id: 'n', kind: 'voice', to: '+1CALLNOW' }],
  ['a mail with a header in it', { id: 'n', kind: 'email', to: 'a@example.org\r\nBcc: x@example.org' }],
  ['a webhook that is a file', { id: 'n', kind: 'webhook', url: 'file:///etc/passwd' }],
  ['a webhook that is a script', { id: 'n', kind: 'webhook', url: 'javascript:alert(1)' }],
  ['a short secret', { id: 'n', kind: 'webhook', url: 'https://h.example.org', secret: 'short' }],
  ['a Telegram name', { id: 'n', kind: 'telegram', chat: '@ana' }],
  ['a Telegram group', { id: 'n', kind: 'telegram', chat: '-1001234567890' }],
  ['an unknown kind', { id: 'n', kind: 'pigeon', to: 'roof' }],
  ['an id with a slash', { id: '../x', kind: 'email', to: 'a@example.org' }],
])('%s is refused with a pointer', async (_, contact) => {
  const answer = await ask('responder', 'PUT', 'me/contacts', contact);
  expect(answer.status).toBe(422);
  expect(inside(answer.json, 'errors', 0, 'pointer')).toMatch(/^\/(to|url|secret|chat|kind|id)$/);
});

test('twenty methods are enough', async () => {
  const put = (i: number) =>
    ask('support', 'PUT', 'me/contacts', { id: `m${i}`, kind: 'email', to: `m${i}@example.org` });
  expect((await put(0)).status).toBe(403);
  const mine = (i: number) =>
    ask('responder', 'PUT', 'me/contacts', { id: `m${i}`, kind: 'email', to: `m${i}@example.org` });
  const statuses = new Set<number>();
  for (let i = 0; i < 20; i += 1) statuses.add((await mine(i)).status);
  expect([...statuses]).toEqual([200, 429]);
});

test('a rule by a method that does not exist is refused, and a method takes its rules along when it goes', async () => {
  const wrong = await ask('admin', 'PUT', 'me/rules', { high: [{ after: 0, via: 'none' }] });
  expect([wrong.status, inside(wrong.json, 'errors', 0, 'pointer')]).toEqual([422, '/high/0/via']);
  await ask('admin', 'PUT', 'me/rules', {
    high: [
      { after: 0, via: 'hook' },
      { after: 1, via: 'mail' },
    ],
  });
  expect((await ask('admin', 'DELETE', 'me/contacts/hook')).status).toBe(204);
  const rules = inside((await ask('admin', 'GET', 'me/contacts')).json, 'rules');
  expect(rules).toEqual({ high: [{ after: 1, via: 'mail' }], low: [] });
});
