/** Providers that lie, hang, or lead elsewhere. Their tokens are of the slice's own clock, which stands still. */
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  client,
  type ForgedToken,
  type Forger,
  openBrowser,
  startForger,
} from '../../../test/harness/identity-provider.ts';
import { inside, openSlice, type Slice, start } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';

const home = 'http://muster.example.org';
let slice: Slice;
let forger: Forger;

beforeAll(async () => {
  slice = await openSlice({ settings: { allowTargets: ['127.0.0.0/8'] } });
  forger = await startForger(() => Math.floor(slice.clock.now().epochMilliseconds / 1_000));
  await slice.http('PUT', '/api/v1/sso/providers/corp', {
    body: {
      label: 'Corp',
      issuer: forger.issuer,
      clientId: client.id,
      clientSecret: client.secret,
      makesPeople: true,
      domains: ['example.org'],
    },
  });
});
afterAll(async () => {
  await slice.stop();
  await forger.close();
});
beforeEach(() => Object.assign(forger, { token: {}, discovery: {}, answer: null, seen: [] }));

const signIn = async () => {
  const at = openBrowser(new Map([[home, slice.app.address()]]));
  const { location } = await at.get(`${home}/sso/corp/start`);
  if (!location?.startsWith(forger.issuer)) return location;
  return (await at.get(await at.follow(location, `${home}/sso/corp/callback`))).location;
};

const sessions = async () =>
  (await slice.rows<{ n: number }>(sql`select count(*)::int as n from catalog.sessions`))[0]?.n;

test('an honest token signs in, on the clock of Muster and not of the machine', async () => {
  expect(start.toString()).toBe('2026-03-02T10:00:00Z');
  expect(await signIn()).toBe(`${home}/`);
  expect(await sessions()).toBe(1);
});

const now = () => Math.floor(slice.clock.now().epochMilliseconds / 1_000);

test.each<[string, () => ForgedToken]>([
  ['another nonce', () => ({ claims: { nonce: 'of-another-sign-in' } })],
  ['no nonce', () => ({ claims: { nonce: undefined } })],
  ['another issuer', () => ({ claims: { iss: 'https://evil.example.net' } })],
  ['another audience', () => ({ claims: { aud: 'another-client' } })],
  ['two audiences, made for the other', () => ({ claims: { aud: [client.id, 'other'], azp: 'other' } })],
  ['an end that is past', () => ({ claims: { iat: now() - 700, exp: now() - 31 } })],
  ['no end', () => ({ claims: { exp: undefined } })],
  ['no subject', () => ({ claims: { sub: undefined } })],
  ['a subject that is a number', () => ({ claims: { sub: 7 } })],
  ['U+0000 in its subject', () => ({ claims: { sub: 'nul\0' } })],
  ['no signature: alg none', () => ({ header: { alg: 'none' }, signature: '' })],
  ['alg none in other letters', () => ({ header: { alg: 'nOnE' }, signature: '' })],
  ['an empty signature', () => ({ signature: '' })],
  ['a wrong signature', () => ({ signature: 'A'.repeat(342) })],
  ['the secret for a signature: HS256', () => ({ header: { alg: 'HS256' } })],
  ['a key of nobody', () => ({ header: { kid: 'unknown' } })],
  ['a header that must be understood', () => ({ header: { crit: ['x'], x: 1 } })],
])('a token with %s opens nothing', async (_, token) => {
  forger.token = token();
  const before = await sessions();
  expect(await signIn()).toMatch(/\/\?refused=(provider|unreadable)$/);
  expect(await sessions()).toBe(before);
});

test('an e-mail address that the provider did not verify opens nothing, and xms_edov of anybody but Entra neither', async () => {
  forger.token = { claims: { sub: 'unverified', email_verified: undefined, xms_edov: true } };
  expect(await signIn()).toBe(`${home}/?refused=unverified`);
});

describe('a provider that cannot be used', () => {
  test.each<[string, Record<string, unknown>]>([
    ['calls itself by another issuer', { issuer: 'https://evil.example.net' }],
    ['has its token address in a private network', { token_endpoint: 'http://169.254.169.254/token' }],
    ['has its keys in a private network', { jwks_uri: 'http://10.0.0.1/jwks' }],
    ['has its userinfo at a metadata address', { userinfo_endpoint: 'http://169.254.169.254/latest' }],
    ['names addresses that are none', { token_endpoint: 'javascript:alert(1)' }],
    ['names no keys', { jwks_uri: undefined }],
  ])('that %s lets nobody in', async (_, discovery) => {
    forger.discovery = discovery;
    const before = await sessions();
    expect(await signIn()).toBe(`${home}/?refused=provider`);
    expect(await sessions()).toBe(before);
  });

  test('where browsers are sent must be an address of the web', async () => {
    forger.discovery = { authorization_endpoint: 'javascript:alert(1)' };
    expect(await signIn()).toBe(`${home}/?refused=provider`);
  });

  test.each<[string, (path: string, response: ServerResponse) => boolean]>([
    [
      'answers 10 MB',
      (_, response) =>
        !!response.writeHead(200, { 'content-type': 'application/json' }).end(' '.repeat(10_000_000)),
    ],
    [
      'leads on to a metadata address',
      (_, response) => !!response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
    ],
    ['leads on to itself', (path, response) => !!response.writeHead(307, { location: path }).end()],
    ['fails', (_, response) => !!response.writeHead(500).end('trouble')],
    [
      'answers in HTML',
      (_, response) => !!response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
    ],
    [
      'answers null',
      (_, response) => !!response.writeHead(200, { 'content-type': 'application/json' }).end('null'),
    ],
    ['breaks off', (_, response) => !!response.destroy()],
  ])('that %s lets nobody in and holds nobody up', async (_, answer) => {
    for (const path of ['/.well-known/openid-configuration', '/token', '/jwks']) {
      forger.answer = (asked, response) => asked === path && answer(asked, response);
      expect([path, await signIn()]).toEqual([path, `${home}/?refused=provider`]);
    }
  });

  test('that hangs is given up', async () => {
    const { egress } = slice.platform;
    const { request } = egress;
    const asked: number[] = [];
    // The time that it is given is read, and not waited for.
    egress.request = (url, sent) => {
      asked.push(sent.timeoutMs);
      return request(url, url.endsWith('/token') ? { ...sent, timeoutMs: 300 } : sent);
    };
    forger.answer = (path) => path === '/token';
    expect(await signIn()).toBe(`${home}/?refused=provider`);
    egress.request = request;
    expect(Math.max(...asked)).toBe(8_000);
  });
});

describe('the test button', () => {
  const check = async (issuer: string) => {
    const answer = await slice.http('POST', '/api/v1/sso/check', { body: { issuer } });
    expect(answer.status).toBe(200);
    return answer.json;
  };

  test('tells each step of a good provider', async () => {
    const told = await check(forger.issuer);
    expect(told).toMatchObject({ isOk: true });
    expect(inside(told, 'steps')).toEqual(
      ['discovery', 'issuer', 'endpoints', 'keys', 'pkce'].map((step) =>
        expect.objectContaining({ step, isOk: true }),
      ),
    );
  });

  test.each([
    ['http://169.254.169.254', 'must begin with https'],
    ['https://169.254.169.254', 'no public address (metadata)'],
    ['https://10.0.0.7', 'no public address'],
    ['https://0xa9fea9fe/', 'no public address'],
    ['https://user:secret@example.org', 'no user name'],
    ['https://example.org/?a', 'neither "?" nor "#"'],
    ['file:///etc/passwd', 'must begin with https'],
    ['gopher://example.org', 'must begin with https'],
    ['example', 'not a URL'],
  ])('tells why %s cannot be: %s', async (issuer, why) => {
    const told = await check(issuer);
    expect(told).toMatchObject({ isOk: false, steps: [{ step: 'discovery', isOk: false }] });
    expect(inside(told, 'steps', 0, 'text')).toContain(why);
  });

  test('tells of a provider that calls itself otherwise, has no keys, or leads elsewhere', async () => {
    forger.discovery = { issuer: `${forger.issuer}/` };
    expect(await check(forger.issuer)).toMatchObject({ isOk: true });
    forger.discovery = { issuer: 'https://evil.example.net' };
    expect(inside(await check(forger.issuer), 'steps', 0, 'text')).toContain('another issuer');
    forger.discovery = { jwks_uri: 'http://10.0.0.1/jwks' };
    expect(inside(await check(forger.issuer), 'steps', 3)).toMatchObject({ step: 'keys', isOk: false });
    forger.discovery = {};
    forger.answer = (path, response) => path === '/jwks' && !!response.writeHead(200).end('{"keys":[]}');
    expect(inside(await check(forger.issuer), 'steps', 3, 'text')).toContain('no keys');
  });
});

test('a metadata address is refused also where plain http to it is allowed to loopback only', async () => {
  for (const issuer of ['http://169.254.169.254', 'http://10.0.0.1', 'http://example.org']) {
    const body = { label: 'x', issuer, clientId: 'x', clientSecret: 'y' };
    expect((await slice.http('PUT', '/api/v1/sso/providers/plain', { body })).status).toBe(422);
  }
});

test('nothing of all this was a fault of ours', () => {
  expect(slice.lines.filter((line) => line.level === 'error')).toEqual([]);
});
