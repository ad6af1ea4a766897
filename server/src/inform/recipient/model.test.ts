import { expect, test } from 'vitest';
import type { StoredMember } from '../list/model.ts';
import { isFor, labelOf } from '../list/model.ts';
import { recipientsOf, type Sources, teamsAcross, wayKey } from './model.ts';

const member = (kind: StoredMember['kind'], mark: string, list = 'a'): StoredMember => ({
  id: `${list}-${mark}`,
  list,
  kind,
  mark,
  label: mark,
  sealed: null,
});
const follows = (person: string, via = 'account') => ({
  id: `s-${person}`,
  person,
  kind: 'service' as const,
  subject: 'checkout',
  via,
  createdAt: Temporal.Instant.from('2026-03-02T10:00:00Z'),
});
function sources(over: Partial<Sources> = {}): Sources {
  return {
    audience: 'staff',
    lists: [
      { id: 'a', name: 'A' },
      { id: 'b', name: 'B' },
    ],
    members: [],
    added: [],
    followers: [],
    people: new Map([['payments', ['ana', 'ben']]]),
    insiders: null,
    ways: new Map(),
    active: new Set(['ana', 'ben', 'cai']),
    ...over,
  };
}
const names = (over: Partial<Sources>) => recipientsOf(sources(over)).map((one) => one.recipient);

test('each is told once, however many lists and teams name them', () => {
  const members = [
    member('person', 'ana'),
    member('team', 'payments'),
    member('mail', 'x'),
    member('mail', 'x', 'b'),
  ];
  expect(names({ members, added: ['payments'] })).toEqual(['person:ana', 'person:ben', 'mail:x']);
});

test('whoever has left is told nothing', () => {
  expect(names({ members: [member('person', 'dan'), member('person', 'cai')] })).toEqual(['person:cai']);
});

test('who follows is told by the way they chose, or by mail where that is gone; for staff only', () => {
  const followers = [follows('ana', 'phone'), follows('ben', 'gone')];
  const ways = new Map([[wayKey('ana', 'phone'), 'ntfy']]);
  const told = recipientsOf(sources({ followers, ways, members: [member('person', 'ana')] }));
  expect(told.map(({ person, kind, via }) => [person, kind, via])).toEqual([
    ['ana', 'ntfy', 'phone'],
    ['ben', 'mail', 'account'],
  ]);
  expect(names({ followers, audience: 'customers' })).toEqual([]);
});

test('of a private incident insiders only, and those outside what was written for them', () => {
  const members = [member('person', 'ana'), member('person', 'ben'), member('mail', 'x')];
  const insiders = new Set(['ana']);
  expect(names({ members, insiders, followers: [follows('cai')] })).toEqual(['person:ana']);
  expect(names({ members, insiders, audience: 'customers' })).toEqual(['person:ana', 'mail:x']);
});

const owned = (name: string, team: string | null, ...dependsOn: string[]) => ({ name, team, dependsOn });

test('teams across are those that depend on it, also by way of others, whatever circles there are', () => {
  const services = [
    owned('db', 'platform', 'web'),
    owned('api', 'core', 'db'),
    owned('web', 'shop', 'api'),
    owned('mail', 'care'),
    owned('nightly', null, 'db'),
    owned('db-copy', 'platform', 'db'),
  ];
  expect(teamsAcross(services, ['db']).map(({ team, because }) => [team, because])).toEqual([
    ['core', [{ service: 'api', on: 'db' }]],
    ['shop', [{ service: 'web', on: 'db' }]],
  ]);
  expect(teamsAcross(services, [])).toEqual([]);
  expect(teamsAcross(services, ['unknown'])).toEqual([]);
});

test.each<[string, Partial<Parameters<typeof isFor>[0]>, boolean]>([
  ['for any incident', {}, true],
  ['of another audience', { audience: 'customers' }, false],
  ['of an affected service', { services: ['checkout'] }, true],
  ['of another service', { services: ['ledger'] }, false],
  ['of the owner', { teams: ['payments'] }, true],
  ['of another service or the owner', { services: ['ledger'], teams: ['payments'] }, true],
  ['from this severity on', { severity: 'average' }, true],
  ['from a worse one on', { severity: 'critical' }, false],
  ['from one that is not there any more', { severity: 'gone' }, false],
])('a list %s', (_, over, is) => {
  const list = { audience: 'staff' as const, services: [], teams: [], severity: null, ...over };
  const about = { audience: 'staff' as const, services: ['checkout'], owners: ['payments'], rank: 20 };
  const ranks = new Map([
    ['minor', 10],
    ['average', 20],
    ['critical', 30],
  ]);
  expect(isFor(list, about, ranks)).toBe(is);
});

test.each([
  [{ kind: 'mail', to: 'someone@example.org' }, 'so…ne@example.org'],
  [{ kind: 'sms', to: '+34600111222' }, '+34…222'],
  [{ kind: 'slack', url: 'https://hooks.slack.com/services/T/B/secret' }, 'hooks.slack.com'],
  [{ kind: 'webhook', url: 'https://user:pass@example.org/secret', label: 'Desk' }, 'Desk (example.org)'],
] as const)('%j is shown in part', (address, label) => {
  expect(labelOf(address)).toBe(label);
});
