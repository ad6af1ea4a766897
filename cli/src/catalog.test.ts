import { applyOrganisation, getOrganisation, type Plan } from '@muster/contract/catalog/organisation';
import { finishSignIn } from '@muster/contract/catalog/proofs';
import { type Me, signIn, signOut, whoAmI } from '@muster/contract/catalog/session';
import { createToken, revokeToken, type Token } from '@muster/contract/catalog/tokens';
import { describe, expect, test } from 'vitest';
import { aProblem, eachWithStub, StubServer } from '../test/stub-server.ts';
import { terminal } from '../test/terminal.ts';
import { describePlan } from './catalog.ts';
import { storedCredentials } from './platform/credentials.ts';

const me: Me = {
  name: 'ana',
  fullName: 'Ana Alvarez',
  email: 'ana@example.org',
  timeZone: 'Europe/Madrid',
  access: 'admin',
  signedInBy: 'token',
};
const token = {
  id: 'tok-1',
  kind: 'personal',
  label: 'muster command line',
  access: 'admin',
  scopes: null,
  prefix: 'mst_ab',
  person: 'ana',
  team: null,
  about: '',
  createdBy: 'ana',
  madeWith: null,
  createdAt: '2026-11-20T09:00:00.000Z',
  expiresAt: null,
  lastUsedAt: null,
  lastUsedFrom: null,
} satisfies Token;

let server: StubServer;
let env: Record<string, string>;
eachWithStub((given) => {
  ({ server, env } = given);
});

describe('login', () => {
  const address = () => env.MUSTER_URL ?? '';

  test('a password becomes a token, and nothing else is kept', async () => {
    server
      .on(signIn, () => ({ ...me, signedInBy: 'session' as const }), 'session=abc; Path=/; HttpOnly')
      .on(createToken, () => ({ token, secret: 'mst_abc' }))
      .on(signOut, () => undefined)
      .on(whoAmI, () => me);
    const t = terminal({ answers: ['ana@example.org', 'correct horse battery'] });
    expect(await t.muster('login', '--url', address())).toBe(0);
    expect(t.asked.map((a) => a.secret)).toEqual([false, true]);
    expect(await storedCredentials(t.world.env)).toEqual({
      url: address(),
      token: 'mst_abc',
      tokenId: 'tok-1',
    });
    const [asked, made, ended, checked] = server.asked;
    expect(asked?.body).toEqual({ email: 'ana@example.org', password: 'correct horse battery' });
    expect([made?.headers.cookie, ended?.headers.cookie]).toEqual(['session=abc', 'session=abc']);
    expect(checked?.headers.authorization).toBe('Bearer mst_abc');
    expect(t.text()).not.toContain('mst_abc');
  });

  test.each([
    ['123 456', { code: '123456' }],
    ['abcd-efgh-ijkl-mnop', { recoveryCode: 'abcd-efgh-ijkl-mnop' }],
  ])('a second factor is asked for, and %s is one', async (typed, proof) => {
    const expiresAt = '2026-11-20T09:05:00.000Z';
    server
      .on(signIn, () => ({
        secondFactor: { ticket: 'half', kinds: ['totp' as const, 'recovery' as const], expiresAt },
      }))
      .on(finishSignIn, () => me, 'session=abc; Path=/; HttpOnly')
      .on(createToken, () => ({ token, secret: 'mst_abc' }))
      .on(signOut, () => undefined)
      .on(whoAmI, () => me);
    const t = terminal({ answers: ['ana@example.org', 'correct horse battery', typed] });
    expect(await t.muster('login', '--url', address())).toBe(0);
    expect(t.asked.at(-1)).toEqual({
      question: 'Code of the authenticator app or recovery code: ',
      secret: true,
    });
    expect(server.asked[1]?.body).toEqual({ ticket: 'half', ...proof });
    expect(server.asked[2]?.headers.cookie).toBe('session=abc');
  });

  test('who has only a passkey makes a token in the browser', async () => {
    const expiresAt = '2026-11-20T09:05:00.000Z';
    server.on(signIn, () => ({ secondFactor: { ticket: 'half', kinds: ['passkey' as const], expiresAt } }));
    const t = terminal({ answers: ['ana@example.org', 'correct horse battery'] });
    expect(await t.muster('login', '--url', address())).not.toBe(0);
    expect(t.err[0]).toContain('passkey');
  });

  test('a token can be given, or asked for without echo', async () => {
    server.on(whoAmI, () => me);
    const given = terminal();
    expect(await given.muster('login', '--url', address(), '--token', 'abc')).toBe(0);
    const asked = terminal({ answers: ['def'] });
    expect(await asked.muster('login', '--url', address(), '--token')).toBe(0);
    expect(asked.asked).toEqual([{ question: 'API token: ', secret: true }]);
    expect(await storedCredentials(asked.world.env)).toEqual({ url: address(), token: 'def' });
  });

  test('a refused password stores nothing', async () => {
    server.on(signIn, () => aProblem(401, 'unauthenticated', 'E-mail or password is wrong.'));
    const t = terminal({ answers: ['ana@example.org', 'no'] });
    expect(await t.muster('login', '--url', address())).toBe(1);
    expect(t.err[0]).toContain('E-mail or password is wrong.');
    expect(await storedCredentials(t.world.env)).toBeUndefined();
  });

  test('logout revokes the token that login made', async () => {
    server
      .on(signIn, () => me, 'session=abc')
      .on(createToken, () => ({ token, secret: 'mst_abc' }))
      .on(signOut, () => undefined)
      .on(whoAmI, () => me)
      .on(revokeToken, () => ({ alsoRevoked: 1 }));
    const t = terminal({ answers: ['ana@example.org', 'correct horse battery'] });
    await t.muster('login', '--url', address());
    expect(await t.muster('logout')).toBe(0);
    expect(t.text()).toContain('A token that was made with it ended, too.');
    expect(server.asked.at(-1)?.params).toEqual({ id: 'tok-1' });
    expect(await storedCredentials(t.world.env)).toBeUndefined();
  });
});

describe('exit codes', () => {
  test('2 when nobody is signed in', async () => {
    const t = terminal();
    expect(await t.muster('whoami')).toBe(2);
    expect(t.err[0]).toContain('muster login');
  });
  test('2 for a command that does not exist', async () => {
    const t = terminal();
    expect(await t.muster('launch')).toBe(2);
    expect(t.err.join(' ')).toContain('--help');
  });
  test('0 for help', async () => {
    expect(await terminal().muster('--help')).toBe(0);
  });
  test('3 when no server answers', async () => {
    await server.stop();
    const t = terminal({ env });
    expect(await t.muster('whoami')).toBe(3);
    expect(t.err).toEqual([`No server answered at ${env.MUSTER_URL} (nothing listens there).`]);
    server = new StubServer();
    await server.start();
  });
});

test('whoami shows the person, and the same as JSON', async () => {
  server.on(whoAmI, () => me);
  const t = terminal({ env });
  expect(await t.muster('whoami')).toBe(0);
  expect(t.text()).toContain('full name     Ana Alvarez');
  const json = terminal({ env });
  await json.muster('whoami', '--json');
  expect(JSON.parse(json.text())).toEqual(me);
});

describe('apply', () => {
  const plan: Plan = {
    changes: [
      { kind: 'person', name: 'ana', change: 'create' },
      { kind: 'service', name: 'checkout', change: 'update', fields: ['tier', 'policy'] },
      { kind: 'team', name: 'old', change: 'delete' },
      { kind: 'team', name: 'same', change: 'none' },
      { kind: 'integration', name: 'prom', change: 'create', key: 'k-123' },
    ],
    problems: [],
  };

  test('sends the file as it is and shows the plan', async () => {
    server.on(applyOrganisation, () => plan);
    const t = terminal({ env, files: { 'org.yaml': 'muster: 1\npeople: []\n' } });
    expect(await t.muster('apply', 'org.yaml', '--dry-run', '--prune')).toBe(0);
    expect(server.asked[0]?.query).toEqual({ dryRun: 'true', prune: 'true' });
    expect(server.asked[0]?.body).toEqual({ muster: 1, people: [] });
    expect(server.asked[0]?.headers['content-type']).toBe('application/yaml');
    expect(t.text().split('\n')).toEqual([
      '+ person ana',
      '~ service checkout (tier, policy)',
      '- team old',
      '+ integration prom',
      '    its key, shown only now: k-123',
      '2 to create, 1 to change, 1 to delete, 1 as they are. Nothing was changed: this was a dry run.',
    ]);
  });

  test('a file with problems is a refusal', async () => {
    const problems = [{ pointer: '/services/0/team', message: 'there is no team "x"' }];
    server.on(applyOrganisation, () => ({ changes: [], problems }));
    const t = terminal({ env, files: { 'org.yaml': 'muster: 1' } });
    expect(await t.muster('apply', 'org.yaml')).toBe(1);
    expect(t.text()).toContain('! /services/0/team: there is no team "x"');
  });

  test('a problem document is shown with its fields', async () => {
    const errors = [{ pointer: '/people/0/name', message: 'is taken' }];
    server.on(applyOrganisation, () => aProblem(400, 'invalid', 'The file cannot be applied.', errors));
    const t = terminal({ env, files: { 'org.yaml': 'muster: 1' } });
    expect(await t.muster('apply', 'org.yaml')).toBe(1);
    expect(t.err).toEqual(['Refused (invalid): The file cannot be applied.', '  /people/0/name: is taken']);
  });

  test('a file that cannot be read is a usage error', async () => {
    const t = terminal({ env });
    expect(await t.muster('apply', 'none.yaml')).toBe(2);
    expect(t.err).toEqual(['none.yaml: there is no such file or folder.']);
  });

  test('what is wrong with one thing only is told once', async () => {
    const told = 'There is no severity "x".';
    server.on(applyOrganisation, () => aProblem(400, 'invalid', told, [{ pointer: '/a', message: told }]));
    const t = terminal({ env, files: { 'org.yaml': 'muster: 1' } });
    expect(await t.muster('apply', 'org.yaml')).toBe(1);
    expect(t.err).toEqual([`Refused (invalid): ${told}`]);
  });

  test('is coloured only where colours are wanted, and says when there is nothing to do', () => {
    expect(describePlan(plan, false, true)[0]).toBe('\u001b[32m+ person ana\u001b[0m');
    const same: Plan = { changes: [{ kind: 'team', name: 'a', change: 'none' }], problems: [] };
    expect(describePlan(same, false, false)).toEqual(['Nothing to do: 1 as they are.']);
  });
});

test('export writes YAML that can be applied again', async () => {
  server.on(getOrganisation, () => ({ muster: 1, teams: [{ name: 'payments', members: ['ana'] }] }));
  const t = terminal({ env });
  expect(await t.muster('export')).toBe(0);
  expect(t.text()).toBe('muster: 1\nteams:\n  - name: payments\n    members:\n      - ana');
});
