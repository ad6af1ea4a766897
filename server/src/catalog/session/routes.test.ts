import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSlice, type Slice, start } from '../../../test/harness/slice.ts';
import { byItself } from '../../platform/action.ts';
import { sql } from '../../platform/db.ts';
import { expireSessions, offerSetUp, setUpFromSettings } from './actions.ts';

const newAdmin = {
  name: 'first',
  fullName: 'First Administrator',
  email: 'first@example.org',
  password: 'correct horse battery staple',
};

describe('the set-up link', () => {
  let slice: Slice;
  beforeAll(async () => {
    slice = await openSlice({ organised: false, settings: { adminToken: null } });
  });
  afterAll(() => slice.stop());

  const setUp = (token: string, over: object = {}) =>
    slice.http('POST', '/api/v1/setup', { token: null, body: { ...newAdmin, ...over, token } });

  test('a wrong token makes nobody and leaves the link as it is', async () => {
    const link = await offerSetUp(slice.platform);
    expect(link).toMatch(/^http:\/\/muster\.example\.org\/setup\?token=.{43}$/);
    expect((await setUp('wrong')).status).toBe(403);
    expect((await slice.http('GET', '/api/v1/setup', { token: null })).json).toEqual({ needed: true });
  });

  test('two at once make one administrator, the used link makes no other, and no link is offered any more', async () => {
    const link = await offerSetUp(slice.platform);
    const token = new URL(link ?? '').searchParams.get('token') ?? '';
    const names = ['first', 'second', 'third', 'fourth'];
    const answers = await Promise.all(
      names.map((name) => setUp(token, { name, email: `${name}@example.org` })),
    );
    const made = answers.filter((answer) => answer.status === 201);
    expect(made).toHaveLength(1);
    for (const answer of answers.filter((one) => one !== made[0])) expect(answer.status).toBe(403);
    const admins = await slice.rows<{ name: string }>(sql`select name from catalog.people`);
    expect(admins).toHaveLength(1);
    expect((await setUp(token)).status).toBe(403);
    expect(await offerSetUp(slice.platform)).toBeNull();
    const audit = await slice.rows(
      sql`select subject from platform.audit where action = 'catalog.setUp' and subject <> ''`,
    );
    expect(audit).toEqual([{ subject: `person:${admins[0]?.name}` }]);
  });

  test('a short password is refused with a pointer', async () => {
    const answer = await setUp('any', { password: 'short' });
    expect(answer.status).toBe(422);
    expect(answer.json).toMatchObject({ code: 'invalid', errors: [{ pointer: '/password' }] });
  });
});

describe('the administrator of the environment', () => {
  const admin = { email: 'Env.Admin+x@example.org', password: 'a long enough password' };

  test('is made once by two nodes that start at once, and signs in', async () => {
    const slice = await openSlice({ organised: false, settings: { admin } });
    try {
      await Promise.all([setUpFromSettings(slice.platform), setUpFromSettings(slice.platform)]);
      const answer = await slice.http('POST', '/api/v1/session', {
        token: null,
        body: { email: 'env.admin+X@EXAMPLE.org', password: admin.password },
      });
      expect(answer.json).toMatchObject({ name: 'env.adminx', access: 'admin', signedInBy: 'session' });
      expect(await slice.rows(sql`select name from catalog.people`)).toEqual([{ name: 'env.adminx' }]);
      expect(await offerSetUp(slice.platform)).toBeNull();
    } finally {
      await slice.stop();
    }
  });

  test('two nodes that make it at the same moment make one', async () => {
    const first = await openSlice({ organised: false });
    const platform = { ...first.platform, settings: { ...first.platform.settings, admin } };
    try {
      await Promise.all([setUpFromSettings(platform), setUpFromSettings(platform)]);
      expect(await first.rows(sql`select name from catalog.people`)).toEqual([{ name: 'env.adminx' }]);
    } finally {
      await first.stop();
    }
  });
});

describe('a session', () => {
  let slice: Slice;
  const password = 'the password of the admin';
  beforeAll(async () => {
    slice = await openSlice({
      organised: false,
      settings: { admin: { email: 'ada@example.org', password }, url: 'https://muster.example.org' },
    });
  });
  afterAll(() => slice.stop());

  const signIn = (body: object) => slice.http('POST', '/api/v1/session', { token: null, body });
  const cookieOf = async () =>
    (await signIn({ email: 'ada@example.org', password })).headers.get('set-cookie') ?? '';
  const withCookie = (method: string, cookie: string, headers: Record<string, string> = {}) =>
    slice.http(method, method === 'POST' ? '/api/v1/tokens' : '/api/v1/session', {
      token: null,
      headers: { cookie: cookie.split(';')[0] ?? '', ...headers },
      ...(method === 'POST' ? { body: { label: 'x' } } : {}),
    });

  test('is a cookie that scripts, other sites and plain connections do not get, new at each sign-in', async () => {
    const cookie = await cookieOf();
    expect(cookie).toMatch(/^__Host-muster_session=[\w-]{43};/);
    for (const flag of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(flag);
    expect((await cookieOf()).split(';')[0]).not.toBe(cookie.split(';')[0]);
  });

  test('over plain http the cookie is not marked secure, or browsers would drop it', async () => {
    const plain = await openSlice({
      organised: false,
      settings: { admin: { email: 'b@example.org', password } },
    });
    const answer = await plain.http('POST', '/api/v1/session', {
      token: null,
      body: { email: 'b@example.org', password },
    });
    await plain.stop();
    expect(answer.headers.get('set-cookie')).toMatch(/^muster_session=/);
    expect(answer.headers.get('set-cookie')).not.toContain('Secure');
    expect(answer.headers.get('set-cookie')).toContain('HttpOnly');
  });

  test('a wrong password and an unknown account get the same answer', async () => {
    const [wrong, unknown] = await Promise.all([
      signIn({ email: 'ada@example.org', password: 'not the password' }),
      signIn({ email: 'nobody@example.org', password: 'not the password' }),
    ]);
    const said = ({ status, json }: typeof wrong) => ({ ...Object(json), status, requestId: '' });
    expect(wrong.status).toBe(401);
    expect(said(wrong)).toEqual(said(unknown));
    expect(wrong.headers.get('set-cookie')).toBeNull();
  });

  test.each([
    ['nothing', {}],
    ['null', { email: null, password: null }],
    ['empty texts', { email: '', password: '' }],
    ['objects', { email: { $ne: '' }, password: { $ne: '' } }],
    ['arrays', { email: ['ada@example.org'], password: [password] }],
    ['a further field', { email: 'ada@example.org', password, access: 'admin' }],
  ])('%s instead of credentials is refused before any look-up', async (_, body) => {
    expect((await signIn(body)).status).toBe(422);
  });

  test('ends at sign-out, and for good', async () => {
    const cookie = await cookieOf();
    expect((await withCookie('GET', cookie)).status).toBe(200);
    const out = await withCookie('DELETE', cookie, { 'sec-fetch-site': 'same-origin' });
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/^__Host-muster_session=;/);
    expect((await withCookie('GET', cookie)).status).toBe(401);
  });

  test.each([
    ['from another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['from a sister site', { 'sec-fetch-site': 'same-site' }, 403],
    ['from another site that knows our header', { 'sec-fetch-site': 'cross-site', 'x-muster': '1' }, 403],
    ['without a word where from', {}, 403],
    ['from our own pages', { 'sec-fetch-site': 'same-origin' }, 201],
    ['from an old browser on our own pages', { 'x-muster': '1' }, 201],
  ])('a write by cookie %s', async (_, headers, status) => {
    expect((await withCookie('POST', await cookieOf(), headers)).status).toBe(status);
  });

  test('an unknown cookie is nobody', async () => {
    expect((await withCookie('GET', '__Host-muster_session=AAAA')).status).toBe(401);
    const planted = (await cookieOf()).replace('__Host-', '');
    expect((await withCookie('GET', planted)).status).toBe(401);
  });

  test('ends when nobody used it for seven days', async () => {
    const cookie = await cookieOf();
    slice.clock.advance({ hours: 7 * 24 - 1 });
    expect((await withCookie('GET', cookie)).status).toBe(200);
    slice.clock.advance({ hours: 7 * 24 - 1 });
    expect((await withCookie('GET', cookie)).status).toBe(200);
    slice.clock.advance({ hours: 7 * 24 });
    expect((await withCookie('GET', cookie)).status).toBe(401);
  });

  test('ends after thirty days however much it is used, and its row goes', async () => {
    const cookie = await cookieOf();
    for (let day = 0; day < 29; day += 1) {
      slice.clock.advance({ hours: 24 });
      expect((await withCookie('GET', cookie)).status).toBe(200);
    }
    slice.clock.advance({ hours: 24 });
    expect((await withCookie('GET', cookie)).status).toBe(401);
    expect(Temporal.Instant.compare(slice.clock.now(), start)).toBe(1);
    await byItself(slice.platform, 'test', expireSessions);
    expect(await slice.rows(sql`select id from catalog.sessions`)).toEqual([]);
  });

  test('knows how, from where and when it was opened, and when it was used last, to the minute', async () => {
    const cookie = await cookieOf();
    const opened = slice.clock.now();
    slice.clock.advance({ seconds: 60 });
    await withCookie('GET', cookie);
    const kept = sql`
      select method, address, created_at as "createdAt", last_used_at as "lastUsedAt", confirmed_at as "confirmedAt"
      from catalog.sessions order by created_at desc limit 1`;
    const times = { createdAt: opened, confirmedAt: opened };
    expect(await slice.rows(kept)).toEqual([
      { method: 'password', address: '127.0.0.1', ...times, lastUsedAt: opened },
    ]);
    slice.clock.advance({ seconds: 1 });
    await withCookie('GET', cookie);
    expect(await slice.rows(kept)).toEqual([
      { method: 'password', address: '127.0.0.1', ...times, lastUsedAt: opened.add({ seconds: 61 }) },
    ]);
  });

  test('is stored as a hash', async () => {
    const secret = (await cookieOf()).split(';')[0]?.split('=')[1] ?? '';
    const rows = await slice.rows<{ hash: string }>(sql`select hash from catalog.sessions`);
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });
});
