import { createToken, listTokens, revokeToken, type Token } from '@muster/contract/catalog/tokens';
import { tokenExpiresHeader } from '@muster/contract/platform/wire';
import { describe, expect, test } from 'vitest';
import { eachWithStub, type StubServer } from '../test/stub-server.ts';
import { terminal } from '../test/terminal.ts';
import { run } from './program.ts';

const token = {
  id: 'tok-1',
  kind: 'personal',
  label: 'ci',
  access: 'responder',
  scopes: ['pages:read', 'schedules:write'],
  prefix: 'mst_ab',
  person: 'ana',
  team: null,
  about: '',
  createdBy: 'ana',
  madeWith: null,
  createdAt: '2026-11-20T09:00:00.000Z',
  expiresAt: '2027-02-18T09:00:00.000Z',
  lastUsedAt: null,
  lastUsedFrom: null,
} satisfies Token;

let server: StubServer;
let env: Record<string, string>;
eachWithStub((given) => {
  ({ server, env } = given);
});

describe('create', () => {
  test('shows the secret once and says when it ends', async () => {
    server.on(createToken, () => ({ token, secret: 'mst_secret' }));
    const t = terminal({ env });
    expect(await t.muster('token', 'create', 'ci', '--access', 'responder', '--days', '30')).toBe(0);
    expect(server.asked[0]?.body).toEqual({ label: 'ci', access: 'responder', expiresInDays: 30 });
    expect(server.asked[0]?.headers['idempotency-key']).toBe('key-1');
    expect(t.text().split('\n')[0]).toBe('mst_secret');
    expect(t.text()).toContain('It ends 2027-02-18');
  });

  test('limits to scopes, each said on its own', async () => {
    server.on(createToken, () => ({ token, secret: 'mst_secret' }));
    const scopes = ['--scope', 'pages:read', '--scope', 'schedules:write'];
    expect(await terminal({ env }).muster('tokens', 'create', 'ci', ...scopes)).toBe(0);
    expect(server.asked[0]?.body).toEqual({ label: 'ci', scopes: ['pages:read', 'schedules:write'] });
  });

  test('makes one for a service, with who looks after it', async () => {
    server.on(createToken, () => ({ token: { ...token, expiresAt: null }, secret: 'mst_secret' }));
    const t = terminal({ env });
    const owner = ['--team', 'payments', '--about', 'the pipeline'];
    expect(await t.muster('token', 'create', 'ci', '--service', ...owner, '--days', 'never')).toBe(0);
    expect(server.asked[0]?.body).toEqual({
      label: 'ci',
      kind: 'service',
      team: 'payments',
      about: 'the pipeline',
      expiresInDays: 'never',
    });
    expect(t.text()).toContain('It has no end.');
  });

  test.each([
    ['--days', '0'],
    ['--days', 'x'],
    ['--days', '1.5'],
    ['--scope', 'pages'],
    ['--scope', 'pages:delete'],
    ['--access', 'owner'],
  ])('%s %s is a usage error', async (option, value) => {
    expect(await terminal({ env }).muster('token', 'create', 'ci', option, value)).toBe(2);
  });
});

test('list and revoke', async () => {
  server.on(listTokens, () => ({ items: [token] })).on(revokeToken, () => ({ alsoRevoked: 2 }));
  const t = terminal({ env });
  await t.muster('token', 'list');
  expect(t.text()).toContain('tok-1  ci     responder  pages:read schedules:write');
  expect(await t.muster('token', 'revoke', 'tok-1')).toBe(0);
  expect(t.text()).toContain('Revoked tok-1. 2 tokens that were made with it ended, too.');
});

test('whoever uses a token that ends soon is told so once, beside the answer', async () => {
  server.on(listTokens, () => ({ items: [] }));
  const told = terminal({ env });
  const ending: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init);
    const headers = {
      ...Object.fromEntries(answer.headers),
      [tokenExpiresHeader]: '2026-11-24T09:00:00.000Z',
    };
    return new Response(await answer.text(), { status: answer.status, headers });
  };
  expect(await run(['token', 'list'], { ...told.world, fetch: ending })).toBe(0);
  expect(told.err).toHaveLength(1);
  expect(told.err[0]).toContain('Your token ends 2026-11-24');
  const quiet = terminal({ env });
  await quiet.muster('token', 'list');
  expect(quiet.err).toEqual([]);
});
