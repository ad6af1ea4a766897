import { describe, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import type { Egress, EgressAnswer } from '../egress/model.ts';
import { OidcFailure } from './model.ts';
import { createRelyingParty, joined } from './relying-party.ts';

/** A way out that answers each address with a document, and keeps which were asked for. */
function answering(answers: Record<string, object | Partial<EgressAnswer>>): Egress & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async request(url) {
      asked.push(url);
      const given = answers[url];
      if (given === undefined) return { kind: 'failed', cause: 'network', reason: 'The connection failed.' };
      const body = Buffer.from(JSON.stringify(given));
      const headers = { 'content-type': 'application/json' };
      const whole = { kind: 'answered', status: 200, headers, body, isComplete: true } as const;
      return 'kind' in given || 'status' in given || 'isComplete' in given
        ? { ...whole, ...asAnswer(given) }
        : whole;
    },
    close: () => undefined,
  };
}

/** The tests give parts of an answer that did arrive. */
function asAnswer(given: object): { status?: number; isComplete?: boolean; body?: Buffer } {
  return given;
}

const document = (issuer: string) => ({
  issuer,
  authorization_endpoint: 'https://id.example.org/authorize',
  token_endpoint: 'https://id.example.org/token',
  jwks_uri: 'https://id.example.org/jwks',
});
const wellKnown = '/.well-known/openid-configuration';
const provider = (issuer: string) => ({
  issuer,
  clientId: 'muster',
  clientSecret: 'a secret',
  scopes: ['openid'],
  redirectUrl: 'https://muster.example.org/sso/corp/callback',
});

async function failure(work: Promise<unknown>): Promise<OidcFailure> {
  const outcome = await work.then(
    () => 'no failure',
    (error: unknown) => error,
  );
  if (!(outcome instanceof OidcFailure)) throw new Error(`no failure of the provider: ${String(outcome)}`);
  return outcome;
}

test.each([
  ['https://login.microsoftonline.com/common/v2.0', 'https://login.microsoftonline.com/{tenantid}/v2.0'],
  [
    'https://login.microsoftonline.com/organizations/v2.0',
    'https://login.microsoftonline.com/{tenantid}/v2.0',
  ],
  ['https://login.microsoftonline.com/mine/v2.0', 'https://login.microsoftonline.com/theirs/v2.0'],
  ['https://mine.b2clogin.com/x/v2.0', 'https://login.microsoftonline.com/theirs/v2.0'],
])('%s that calls itself %s is nobody in particular', async (issuer, itself) => {
  const egress = answering({ [`${issuer}${wellKnown}`]: document(itself) });
  const party = createRelyingParty(egress, systemClock);
  expect((await failure(party.begin(provider(issuer), false))).message).toContain('another issuer');
  expect(egress.asked).toEqual([`${issuer}${wellKnown}`]);
});

test('an answer that was cut is not read, however well it begins', async () => {
  const issuer = 'https://id.example.org';
  const body = Buffer.from(JSON.stringify(document(issuer)));
  const whole = createRelyingParty(
    answering({ [`${issuer}${wellKnown}`]: { status: 200, body } }),
    systemClock,
  );
  expect((await whole.begin(provider(issuer), false)).url).toContain('https://id.example.org/authorize?');
  const cut = answering({ [`${issuer}${wellKnown}`]: { isComplete: false, body } });
  const refused = await failure(createRelyingParty(cut, systemClock).begin(provider(issuer), false));
  expect([refused.kind, refused.message]).toEqual(['unreachable', expect.stringContaining('too long')]);
});

test.each([301, 302, 303, 307, 308])('a redirect (%i) is said, and nobody follows it', async (status) => {
  const issuer = 'https://id.example.org';
  const egress = answering({ [`${issuer}${wellKnown}`]: { status } });
  const refused = await failure(createRelyingParty(egress, systemClock).begin(provider(issuer), false));
  expect(refused.message).toContain('redirect');
  expect(egress.asked).toHaveLength(1);
});

test('each sign-in has a state, a nonce and a code challenge of its own, and only the challenge leaves', async () => {
  const issuer = 'https://id.example.org';
  const party = createRelyingParty(answering({ [`${issuer}${wellKnown}`]: document(issuer) }), systemClock);
  const [first, second] = [
    await party.begin(provider(issuer), false),
    await party.begin(provider(issuer), true),
  ];
  const query = new URL(first.url).searchParams;
  expect(Object.fromEntries(query)).toMatchObject({
    response_type: 'code',
    client_id: 'muster',
    code_challenge_method: 'S256',
    state: first.secrets.state,
    nonce: first.secrets.nonce,
  });
  expect(first.url).not.toContain(first.secrets.codeVerifier);
  expect(first.url).not.toContain('secret');
  for (const part of ['state', 'nonce', 'codeVerifier'] as const) {
    expect(first.secrets[part]).toMatch(/^[\w-]{43}$/);
    expect(first.secrets[part]).not.toBe(second.secrets[part]);
  }
  expect(query.has('prompt')).toBe(false);
  expect(new URL(second.url).searchParams.get('prompt')).toBe('login');
});

describe('that an address is verified is said of the address beside it alone', () => {
  const verified = { email_verified: true };
  test.each([
    [
      'userinfo verifies another address',
      { email: 'ada@x.org' },
      { email: 'mal@x.org', ...verified },
      { email: 'ada@x.org' },
    ],
    ['userinfo verifies none', { email: 'ada@x.org' }, verified, { email: 'ada@x.org' }],
    ['the token verifies none', verified, { email: 'ada@x.org' }, { email: 'ada@x.org' }],
    [
      'both name one',
      { email: 'ada@x.org' },
      { email: 'ada@x.org', ...verified },
      { email: 'ada@x.org', ...verified },
    ],
    ['only userinfo does', {}, { email: 'ada@x.org', ...verified }, { email: 'ada@x.org', ...verified }],
    [
      'the token wins',
      { email: 'a@x.org', ...verified },
      { email: 'a@x.org', email_verified: false },
      { email: 'a@x.org', ...verified },
    ],
  ])('%s', (_, token, added, together) => {
    expect(joined({ sub: '1', ...token }, { sub: '1', name: 'Ada', ...added })).toEqual({
      sub: '1',
      name: 'Ada',
      ...together,
    });
  });
});
