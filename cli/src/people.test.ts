import {
  deactivatePerson,
  inviteAgain,
  invitePerson,
  listPeople,
  type Person,
  reactivatePerson,
} from '@muster/contract/catalog/people';
import { expect, test } from 'vitest';
import { aProblem, eachWithStub, type StubServer } from '../test/stub-server.ts';
import { terminal } from '../test/terminal.ts';

const person = (over: Partial<Person> = {}): Person => ({
  name: 'bob',
  fullName: 'Bob Builder',
  email: 'bob@example.org',
  timeZone: 'Europe/Madrid',
  access: 'responder',
  teams: ['payments'],
  active: true,
  account: { state: 'active', lastSeenAt: null, invitedUntil: null, hasSecondFactor: true, sessions: 0 },
  ...over,
});
const expiresAt = '2026-11-23T09:00:00.000Z';

let server: StubServer;
let env: Record<string, string>;
eachWithStub((given) => {
  ({ server, env } = given);
});

test('people are listed to the last page, and what strangers wrote moves no cursor', async () => {
  let asked = 0;
  server.on(listPeople, () => {
    asked += 1;
    const last = asked === 2;
    const one = last
      ? person({ name: 'eve', fullName: 'E\u001b[31mve', active: false, account: null })
      : person();
    return { items: [one], nextCursor: last ? null : 'more' };
  });
  const t = terminal({ env });
  expect(await t.muster('people', 'b')).toBe(0);
  expect(asked).toBe(2);
  expect(server.asked[1]?.query).toMatchObject({ q: 'b', cursor: 'more' });
  expect(t.text()).toMatch(/bob +Bob Builder +bob@example\.org +responder +payments +active +never +yes/);
  expect(t.text()).toMatch(/eve +Eve .* deactivated/);
});

test('an invitation goes by letter, or its link is shown to be handed over', async () => {
  server
    .on(invitePerson, () => ({ person: 'bob', mailedTo: 'bob@example.org', url: null, expiresAt }))
    .on(inviteAgain, () => ({ person: 'bob', mailedTo: null, url: 'http://m/welcome?token=x', expiresAt }));
  const t = terminal({ env });
  const words = ['--email', 'bob@example.org', '--full-name', 'Bob Builder', '--team', 'a', '--team', 'b'];
  expect(await t.muster('people', 'invite', 'bob', ...words, '--time-zone', 'UTC')).toBe(0);
  expect(server.asked[0]?.body).toEqual({
    name: 'bob',
    email: 'bob@example.org',
    fullName: 'Bob Builder',
    access: 'responder',
    timeZone: 'UTC',
    teams: ['a', 'b'],
  });
  expect(server.asked[0]?.headers['idempotency-key']).toBeTruthy();
  expect(t.text()).toContain('on its way to bob@example.org');
  expect(await t.muster('people', 'invite-again', 'bob')).toBe(0);
  expect(t.text()).toContain('http://m/welcome?token=x');
});

test('a token that does not get the link is told how it comes about', async () => {
  server.on(inviteAgain, () => ({ person: 'bob', mailedTo: null, url: null, expiresAt }));
  const t = terminal({ env });
  expect(await t.muster('people', 'invite-again', 'bob')).toBe(0);
  expect(t.text()).toContain('this token does not get the link');
});

test('deactivating and reactivating want a reason', async () => {
  server.on(deactivatePerson, () => person({ active: false })).on(reactivatePerson, () => person());
  const t = terminal({ env });
  expect(await t.muster('people', 'deactivate', 'bob')).toBe(2);
  expect(server.asked).toEqual([]);
  expect(await t.muster('people', 'deactivate', 'bob', '--reason', 'left')).toBe(0);
  expect(server.asked[0]?.body).toEqual({ reason: 'left' });
  expect(await t.muster('people', 'reactivate', 'bob', '--reason', 'back')).toBe(0);
  expect(t.text()).toContain('bob is active again.');
});

test('a refusal is told, and is no success', async () => {
  server.on(deactivatePerson, () => aProblem(409, 'conflict', 'Nobody would be left.'));
  const t = terminal({ env });
  expect(await t.muster('people', 'deactivate', 'ana', '--reason', 'x')).toBe(1);
  expect(t.err.join('\n')).toContain('Nobody would be left.');
});
