import { expect, test } from 'vitest';
import { decideSignIn, type Known } from './decide.ts';
import type { ProviderSettings, Stranger } from './model.ts';

const settings: ProviderSettings = {
  label: 'Corp',
  issuer: 'https://id.example.org',
  clientId: 'muster',
  scopes: ['openid'],
  domains: [],
  makesPeople: false,
  defaultAccess: 'stakeholder',
  linking: 'newcomers',
  groupsClaim: 'groups',
  groups: [],
};
const stranger: Stranger = {
  issuer: settings.issuer,
  subject: 's',
  email: 'ana@example.org',
  isVerified: true,
  fullName: null,
  timeZone: null,
  groups: null,
};
const ana: Known = { name: 'ana', hasLeft: false, hasOwnMeans: false, isBoundHere: false };
const bound = { ...ana, isBoundHere: true };

interface Case {
  set?: Partial<ProviderSettings>;
  says?: Partial<Stranger>;
  bound?: Known;
  owner?: Known;
}

test.each<[string, Case, object]>([
  ['who is bound comes in', { bound }, { kind: 'signIn', person: 'ana' }],
  ['also without any address', { bound, says: { email: null } }, { kind: 'signIn', person: 'ana' }],
  [
    'but not without the right domain, where domains are named',
    { bound, set: { domains: ['corp.org'] } },
    { reason: 'domain' },
  ],
  [
    'nor when that is not verified',
    { bound, set: { domains: ['example.org'] }, says: { isVerified: false } },
    { reason: 'unverified' },
  ],
  ['who has left does not, bound or by address', { bound: { ...bound, hasLeft: true } }, { reason: 'left' }],
  ['', { owner: { ...ana, hasLeft: true } }, { reason: 'left' }],
  ['a newcomer is linked', { owner: ana }, { kind: 'link', person: 'ana' }],
  ['never by an unverified address', { owner: ana, says: { isVerified: false } }, { reason: 'unverified' }],
  [
    'never by an unverified address, also where everybody is linked',
    { owner: ana, set: { linking: 'everybody' }, says: { isVerified: false } },
    { reason: 'unverified' },
  ],
  ['who has own means is not', { owner: { ...ana, hasOwnMeans: true } }, { reason: 'not-linked' }],
  [
    'unless everybody is',
    { owner: { ...ana, hasOwnMeans: true }, set: { linking: 'everybody' } },
    { kind: 'link' },
  ],
  [
    'who is somebody else there is never',
    { owner: bound, set: { linking: 'everybody' } },
    { reason: 'other-identity' },
  ],
  ['nobody new comes in', {}, { reason: 'unknown' }],
  ['unless accounts are made', { set: { makesPeople: true } }, { kind: 'create', email: 'ana@example.org' }],
  [
    'of the domains that are named',
    { set: { makesPeople: true, domains: ['corp.org'] } },
    { reason: 'domain' },
  ],
  [
    'a sister domain is another one',
    { set: { domains: ['example.org'] }, says: { email: 'a@x.example.org' } },
    { reason: 'domain' },
  ],
  [
    'without an address nobody is made',
    { set: { makesPeople: true }, says: { email: null } },
    { reason: 'no-email' },
  ],
])('%s %j', (_, given, expected) => {
  const verdict = decideSignIn(
    { ...settings, ...given.set },
    { ...stranger, ...given.says },
    { bound: given.bound, owner: given.owner },
  );
  expect(verdict).toMatchObject(expected);
});

test('what cannot be read is refused', () => {
  expect(decideSignIn(settings, null, { bound, owner: ana })).toEqual({
    kind: 'refused',
    reason: 'unreadable',
  });
});
