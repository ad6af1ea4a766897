/** A whole sign-in by a real provider. It runs on the machine's clock, so the slice starts at the machine's time. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  client,
  openBrowser,
  startProvider,
  type TestProvider,
} from '../../../test/harness/identity-provider.ts';
import { inside, manualClock, openSlice, type Slice } from '../../../test/harness/slice.ts';
import { systemClock } from '../../platform/clock.ts';
import { sql } from '../../platform/db.ts';

const home = 'http://muster.example.org';
let slice: Slice;
let provider: TestProvider;

beforeAll(async () => {
  provider = await startProvider([`${home}/sso/corp/callback`, `${home}/sso/other/callback`]);
  slice = await openSlice({
    clock: manualClock(systemClock.now()),
    settings: { allowTargets: ['127.0.0.0/8'] },
  });
});
afterAll(async () => {
  await slice.stop();
  await provider.close();
});
beforeEach(async () => {
  provider.person = { sub: 'subject-1', email: 'nia@example.org', email_verified: true, name: 'Nia New' };
  expect((await save()).status).toBe(200);
});

const save = (over: object = {}, name = 'corp') =>
  slice.http('PUT', `/api/v1/sso/providers/${name}`, {
    body: {
      label: 'Corp',
      issuer: provider.issuer,
      clientId: client.id,
      clientSecret: client.secret,
      makesPeople: true,
      domains: ['example.org'],
      defaultAccess: 'support',
      ...over,
    },
  });

const browser = () => openBrowser(new Map([[home, slice.app.address()]]));
type Browser = ReturnType<typeof browser>;

/** Goes to the provider and comes back up to our callback, which is not called yet. */
const toCallback = (at: Browser, query = '', name = 'corp') =>
  at.follow(`${home}/sso/${name}/start${query}`, `${home}/sso/${name}/callback`);

async function signIn(at: Browser = browser(), query = '') {
  return at.get(await toCallback(at, query));
}

const me = (at: Browser) =>
  slice.http('GET', '/api/v1/session', {
    token: null,
    headers: { cookie: [...at.cookiesOf(home)].map(([name, value]) => `${name}=${value}`).join('; ') },
  });

const audit = (action: string) =>
  slice.rows<{ subject: string; detail: Record<string, unknown> }>(
    sql`select subject, detail from platform.audit where action = ${action} order by at, id`,
  );

describe('who comes in', () => {
  test('somebody new gets an account of the default access, and is found by it ever after', async () => {
    const at = browser();
    const done = await signIn(at, '?to=/on-call');
    expect([done.status, done.location]).toEqual([303, `${home}/on-call`]);
    expect((await me(at)).json).toMatchObject({ name: 'nia', fullName: 'Nia New', access: 'support' });
    // Another address at the provider, the same person here.
    provider.person = { ...provider.person, email: 'nia.married@example.org' };
    const again = browser();
    await signIn(again);
    expect((await me(again)).json).toMatchObject({ name: 'nia', email: 'nia@example.org' });
    const opened = await slice.rows(sql`select distinct method from catalog.sessions where person = 'nia'`);
    expect(opened).toEqual([{ method: 'sso' }]);
  });

  test('the address of somebody else who came later leads to nobody else’s account', async () => {
    await signIn();
    provider.person = { sub: 'subject-2', email: 'nia@example.org', email_verified: true, name: 'Other Nia' };
    expect((await signIn()).location).toBe(`${home}/?refused=other-identity`);
  });

  test('a person of the organisation file without a password is linked, one with a password is not', async () => {
    provider.person = { sub: 'subject-rex', email: 'Rex@Example.org', email_verified: true };
    const at = browser();
    await signIn(at);
    expect((await me(at)).json).toMatchObject({ name: 'rex', access: 'responder' });

    await slice.app.platform.db.run(sql`update catalog.people set password_hash = 'some' where name = 'sue'`);
    provider.person = { sub: 'subject-sue', email: 'sue@example.org', email_verified: true };
    expect((await signIn()).location).toBe(`${home}/?refused=not-linked`);
    await save({ linking: 'everybody' });
    const allowed = browser();
    await signIn(allowed);
    expect((await me(allowed)).json).toMatchObject({ name: 'sue' });
  });

  test.each([
    [{ email_verified: false }, 'unverified'],
    [{ email_verified: 'true' }, 'unverified'],
    [{ email_verified: undefined }, 'unverified'],
    [{ email: undefined }, 'no-email'],
    [{ email: 'nia@example.org.evil.net' }, 'domain'],
    [{ email: 'nia@evil-example.org' }, 'domain'],
    [{ email: '"x@example.org"@evil.net' }, 'no-email'],
  ])('%j is refused: %s', async (over, reason) => {
    provider.person = { ...provider.person, sub: 'subject-refused', ...over } as typeof provider.person;
    const at = browser();
    expect((await signIn(at)).location).toBe(`${home}/?refused=${reason}`);
    expect((await me(at)).status).toBe(401);
    expect((await audit('catalog.signOn')).at(-1)?.detail).toMatchObject({ refused: reason });
  });

  test('nobody new gets an account unless the provider may make some', async () => {
    await save({ makesPeople: false });
    provider.person = { sub: 'subject-un', email: 'una@example.org', email_verified: true };
    expect((await signIn()).location).toBe(`${home}/?refused=unknown`);
  });

  test('who gave up at the provider is told so', async () => {
    provider.person = { sub: 'nobody' };
    expect((await signIn()).location).toBe(`${home}/?refused=refused`);
  });

  test('browsers that come for the first time at once make one account', async () => {
    provider.person = { sub: 'subject-two', email: 'two@example.org', email_verified: true };
    const both = Array.from({ length: 8 }, browser);
    const backs = await Promise.all(both.map((at) => toCallback(at)));
    await Promise.all(both.map((at, index) => at.get(backs[index] ?? '')));
    for (const at of both) expect((await me(at)).json).toMatchObject({ name: 'two' });
    expect(
      await slice.rows(sql`select person from catalog.sso_identities where subject = 'subject-two'`),
    ).toHaveLength(1);
  });

  test('somebody who has left does not come in', async () => {
    provider.person = { sub: 'subject-gone', email: 'gone@example.org', email_verified: true };
    await signIn();
    await slice.http('POST', '/api/v1/people/gone/deactivation', { body: { reason: 'left' } });
    const at = browser();
    expect((await signIn(at)).location).toBe(`${home}/?refused=left`);
    expect((await me(at)).status).toBe(401);
  });

  test('groups give access and teams, and take them again', async () => {
    const groups = [
      { group: 'sre', access: 'responder', team: 'payments' },
      { group: 'boss', access: 'admin' },
    ];
    await save({ groups });
    const seen = async (given: unknown) => {
      provider.person = { sub: 'subject-g', email: 'gus@example.org', email_verified: true, groups: given };
      await signIn();
      const { json } = await slice.http('GET', '/api/v1/people/gus');
      return [inside(json, 'access'), inside(json, 'teams')];
    };
    expect(await seen(['sre', 'unmapped'])).toEqual(['responder', ['payments']]);
    expect(await seen(['sre', 'boss'])).toEqual(['admin', ['payments']]);
    // Silence is not "no group".
    expect(await seen(undefined)).toEqual(['admin', ['payments']]);
    // The only administrator who can sign in stays one, or nobody could mend a mapping.
    expect(await seen([])).toEqual(['admin', []]);
    await slice.app.platform.db.run(sql`update catalog.people set password_hash = 'some' where name = 'ada'`);
    expect(await seen([])).toEqual(['support', []]);
  });
});

describe('the way there and back', () => {
  test('what a browser is sent with is bound to it, holds once, and ten minutes', async () => {
    const at = browser();
    const back = await toCallback(at);
    // Login CSRF: the address works in no other browser ...
    const other = browser();
    expect((await other.get(back)).location).toBe(`${home}/?refused=expired`);
    expect((await me(other)).status).toBe(401);
    // ... works here once ...
    const cookie = at.cookiesOf(home).get('muster_login') ?? '';
    expect((await at.get(back)).location).toBe(`${home}/`);
    at.cookiesOf(home).set('muster_login', cookie);
    expect((await at.get(back)).location).toBe(`${home}/?refused=expired`);
    // ... and not after ten minutes.
    const late = browser();
    const lateBack = await toCallback(late);
    slice.clock.advance({ minutes: 10 });
    expect((await late.get(lateBack)).location).toBe(`${home}/?refused=expired`);
  });

  test('a state that is not ours, none, or one of another provider leads nowhere', async () => {
    await save({}, 'other');
    const at = browser();
    const back = new URL(await toCallback(at));
    const cookie = at.cookiesOf(home).get('muster_login') ?? '';
    const comeBack = (url: URL) => {
      // The browser forgets after a failure; whoever attacks does not.
      at.cookiesOf(home).set('muster_login', cookie);
      return at.get(url.href);
    };
    const changed = (change: (url: URL) => unknown) => {
      const url = new URL(back);
      change(url);
      return comeBack(url);
    };
    const answers = [
      await changed((url) => Object.assign(url, { pathname: '/sso/other/callback' })),
      await changed(({ searchParams }) => searchParams.delete('state')),
      await changed(({ searchParams }) => searchParams.set('state', '')),
      await changed(({ searchParams }) => searchParams.set('state', 'wrong')),
      await changed(({ searchParams }) => searchParams.append('state', 'second')),
    ];
    expect(answers.map((answer) => answer.location)).toEqual([
      ...Array<string>(4).fill(`${home}/?refused=expired`),
      // Known by the first; the library refuses a parameter that comes twice.
      `${home}/?refused=provider`,
    ]);
  });

  test('nothing of it can be read in the database', async () => {
    const at = browser();
    const back = new URL(await toCallback(at));
    const rows = JSON.stringify(await slice.rows(sql`select * from catalog.sso_logins`));
    expect(rows).toContain('corp');
    for (const secret of [back.searchParams.get('state'), at.cookiesOf(home).get('muster_login')])
      expect(rows).not.toContain(secret ?? 'none');
  });

  test('a sign-in that another site begins does not begin', async () => {
    const started = await browser().get(`${home}/sso/corp/start`, { 'sec-fetch-site': 'cross-site' });
    expect(started.location).toBe(`${home}/`);
  });

  test('the session of before ends, and the cookie of the login goes', async () => {
    const at = browser();
    await signIn(at);
    const first = at.cookiesOf(home).get('muster_session') ?? '';
    await signIn(at);
    expect(at.cookiesOf(home).get('muster_session')).not.toBe(first);
    expect(at.cookiesOf(home).has('muster_login')).toBe(false);
    const old = await slice.http('GET', '/api/v1/session', {
      token: null,
      headers: { cookie: `muster_session=${first}` },
    });
    expect(old.status).toBe(401);
  });

  test('who comes by a provider has confirmed who is there only when the provider asked', async () => {
    const at = browser();
    const fresh = async () => {
      const [row] = await slice.rows<{ is: boolean }>(sql`
        select confirmed_at > ${slice.clock.now().subtract({ minutes: 15 })} as is
        from catalog.sessions where person = 'nia' order by id desc limit 1`);
      return row?.is;
    };
    await signIn(at);
    expect(await fresh()).toBe(false);
    const asked = new URL((await at.get(`${home}/sso/corp/start?again=1`)).location ?? '');
    expect(asked.searchParams.get('prompt')).toBe('login');
    await signIn(at, '?again=1');
    expect(await fresh()).toBe(true);
  });

  test('a key that the provider changed is taken at the next sign-in', async () => {
    await signIn();
    provider.rotateKey();
    const at = browser();
    await signIn(at);
    expect((await me(at)).status).toBe(200);
  });
});

describe('a trial', () => {
  const origin = { 'sec-fetch-site': 'same-origin' };
  const cookieOf = (at: Browser) =>
    [...at.cookiesOf(home)].map(([name, value]) => `${name}=${value}`).join('; ');
  const as = (at: Browser, method: string, path: string) =>
    slice.http(method, path, { token: null, headers: { ...origin, cookie: cookieOf(at) } });

  /** An administrator in a browser. */
  async function administrator(name: string): Promise<Browser> {
    provider.person = { sub: `subject-${name}`, email: `${name}@example.org`, email_verified: true };
    const at = browser();
    await signIn(at, '?again=1');
    await slice.app.platform.db.run(sql`update catalog.people set access = 'admin' where name = ${name}`);
    return at;
  }

  async function tryOut(at: Browser): Promise<string> {
    const begun = await as(at, 'POST', '/api/v1/sso/providers/corp/trial');
    expect(begun.status).toBe(200);
    // The provider would remember who signed in there before.
    at.cookiesOf(provider.issuer).clear();
    return at.follow(String(inside(begun.json, 'url')), `${home}/sso/corp/callback`);
  }

  test('tells why somebody would be refused, works in no other browser, and not with a token', async () => {
    const thief = await administrator('wanda');
    const at = await administrator('vera');
    provider.person = { sub: 'subject-w', email: 'w@elsewhere.net', email_verified: true };
    const back = await tryOut(at);
    expect((await thief.get(back)).location).toBe(`${home}/?refused=expired`);
    const id = new URL((await at.get(back)).location ?? '').searchParams.get('trial') ?? '';
    expect((await as(at, 'GET', `/api/v1/sso/trials/${id}`)).json).toMatchObject({
      isOk: false,
      verdict: expect.stringContaining('domain'),
    });
    expect((await slice.http('POST', '/api/v1/sso/providers/corp/trial')).status).toBe(412);
  });

  test('shows what the provider says and what would be done, and does nothing', async () => {
    const at = await administrator('tessa');
    const before = await slice.rows(sql`select count(*)::int as n from catalog.people`);
    const session = at.cookiesOf(home).get('muster_session');
    provider.person = {
      sub: 'subject-tried',
      email: 'tried@example.org',
      email_verified: true,
      name: 'Tried',
    };
    const back = await tryOut(at);
    const done = await at.get(back);
    expect(done.location).toMatch(`${home}/setup/sign-in?trial=`);
    const id = new URL(done.location ?? '').searchParams.get('trial') ?? '';
    const outcome = (await as(at, 'GET', `/api/v1/sso/trials/${id}`)).json;
    expect(outcome).toMatchObject({
      provider: 'Corp',
      isOk: true,
      verdict: expect.stringContaining('tried@example.org'),
    });
    expect(inside(outcome, 'claims')).toContainEqual({ name: 'name', value: 'Tried' });
    expect(at.cookiesOf(home).get('muster_session')).toBe(session);
    expect(await slice.rows(sql`select count(*)::int as n from catalog.people`)).toEqual(before);
    expect(await slice.rows(sql`select from catalog.sso_identities where subject = 'subject-tried'`)).toEqual(
      [],
    );
    // Sealed where it waits, for nobody else, once, and not for long.
    expect(JSON.stringify(await slice.rows(sql`select * from catalog.sso_trials`))).not.toContain('tried@');
    expect((await slice.http('GET', `/api/v1/sso/trials/${id}`)).status).toBe(404);
    const other = await administrator('ute');
    expect((await as(other, 'GET', `/api/v1/sso/trials/${id}`)).status).toBe(404);
    expect((await at.get(back)).location).toBe(`${home}/?refused=expired`);
    slice.clock.advance({ minutes: 10 });
    expect((await as(at, 'GET', `/api/v1/sso/trials/${id}`)).status).toBe(404);
  });
});

test('the client secret is sealed, and shown and recorded nowhere', async () => {
  const shown = await slice.http('GET', '/api/v1/sso/providers');
  expect(inside(shown.json, 'items', 0)).toMatchObject({ name: 'corp', hasSecret: true });
  const everywhere = [
    shown.text,
    JSON.stringify(await slice.rows(sql`select * from catalog.sso_providers`)),
    JSON.stringify(await slice.rows(sql`select * from platform.audit`)),
    JSON.stringify(slice.lines),
  ];
  for (const text of everywhere) expect(text).not.toContain(client.secret);
  // Left out it stays, but it does not follow to another issuer.
  expect((await save({ clientSecret: undefined })).json).toMatchObject({ hasSecret: true });
  const moved = await save({ clientSecret: undefined, issuer: 'https://evil.example.net' });
  expect([moved.status, inside(moved.json, 'errors', 0, 'pointer')]).toEqual([422, '/clientSecret']);
});
