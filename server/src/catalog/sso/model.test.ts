import { describe, expect, test } from 'vitest';
import { freeName, type ProviderSettings, readClaims, returnPath } from './model.ts';

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

describe('after the sign-in the browser goes to a path of our own', () => {
  test.each(['/', '/on-call', '/pages/1?tab=log', '/services/a%2Fb#top', '/setup/people?q=a+b'])(
    '%s is kept',
    (path) => {
      expect(returnPath(path)).toBe(path);
    },
  );

  test.each([
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/\r\n/evil.example',
    '\t//evil.example',
    ' //evil.example',
    '/%09//evil.example'.replace('%09', '\u0009'),
    'https:evil.example',
    'https://evil.example',
    'https:/evil.example',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'evil.example',
    '@evil.example',
    ':80',
    '',
    '.',
    '/./\\evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    '/x/../\\evil.example',
    '/\u2028/evil.example',
    '/\u0000',
    '/a\u0000b',
    '/\u{ff0f}evil.example',
    '/api/v1/session',
    '/sso/corp/start',
    '/x/../sso/corp/start',
    '/scim/v2/Users',
    `/${'x'.repeat(600)}`,
    null,
    undefined,
    7,
    {},
    ['/on-call'],
  ])('%j becomes the start', (asked) => {
    expect(returnPath(asked)).toBe('/');
  });
});

describe('what a token says', () => {
  test.each([
    [true, true],
    ['true', false],
    [1, false],
    [undefined, false],
    [null, false],
    [{}, false],
  ])('email_verified %j counts as %s', (email_verified, expected) => {
    expect(readClaims({ sub: 's', email: 'A@Example.org', email_verified }, settings)).toMatchObject({
      email: 'a@example.org',
      isVerified: expected,
    });
  });

  test('the owner of an Entra tenant may vouch for the domain; nobody else may', () => {
    const entra = { ...settings, issuer: 'https://login.microsoftonline.com/t/v2.0' };
    const vouched = (issuer: ProviderSettings, xms_edov: unknown) =>
      readClaims({ sub: 's', email: 'a@example.org', xms_edov }, issuer)?.isVerified;
    expect([true, 1, '1', 'true', false, 0, '0', undefined].map((edov) => vouched(entra, edov))).toEqual([
      ...Array<boolean>(4).fill(true),
      ...Array<boolean>(4).fill(false),
    ]);
    expect(vouched(settings, true)).toBe(false);
    expect(vouched({ ...entra, issuer: 'https://login.microsoftonline.com.evil.example/t/v2.0' }, true)).toBe(
      false,
    );
  });

  test.each([
    [undefined, null],
    ['one', ['one']],
    [
      ['a', 7, 'b', null],
      ['a', 'b'],
    ],
    [{ a: 1 }, null],
    [[], []],
  ])('groups %j are %j', (groups, expected) => {
    expect(readClaims({ sub: 's', groups }, settings)?.groups).toEqual(expected);
  });

  test.each([[{ sub: 'nul\0' }], [{ sub: 's', name: '\ud800' }], [{ sub: 'x'.repeat(256) }]])(
    '%j is not read at all',
    (claims) => {
      expect(readClaims(claims, settings)).toBeNull();
    },
  );

  test('a zone or an address that is none is left out', () => {
    const read = readClaims(
      { sub: 's', email: 'a b@example.org', zoneinfo: 'Mars/Base', name: ' ' },
      settings,
    );
    expect(read).toMatchObject({ email: null, timeZone: null, fullName: null });
  });
});

test.each([
  ['ana@example.org', [], 'ana'],
  ['ana@example.org', ['ana'], 'ana2'],
  ['ana@example.org', ['ana', 'ana2'], 'ana3'],
  ['Ana.María+x@example.org', [], 'ana.marax'],
  ['..@example.org', [], 'person'],
  ['me@example.org', [], 'person'],
  [`${'x'.repeat(64)}@example.org`, [], 'x'.repeat(60)],
])('%s, with %j taken, is named %s', (email, taken, expected) => {
  expect(freeName(email, new Set(taken))).toBe(expected);
});

test.each(['\u212aate@example.org', 'ad\u0130n@example.org', 'ada@\u212a.example', 'ﬁ@example.org'])(
  'the address %s is none, because its letters fold to those of somebody else',
  (email) => {
    expect(readClaims({ sub: '1', email, email_verified: true }, settings)?.email).toBeNull();
  },
);
