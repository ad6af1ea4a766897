/** Secrets are planted in whatever can be done; none of them is in the audit log, nor any part of it that would do. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inside, openSlice, plantedSecret, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../db.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

const planted = {
  password: 'canary password that is long enough',
  wrongPassword: 'canary wrong password',
  typedAsEmail: 'canary-password-typed-as-email@x',
  linkToken: 'canary-link-token-0123456789',
  token: 'mst_canary0123456789canary0123456789canary',
  hookSecret: 'whsec_Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5',
  hookUrl: 'http://127.0.0.1:9/canary-in-an-address',
  key: 'canarykey0123456789canary0123456',
};

test('the audit log of everything that takes a secret holds none', async () => {
  const shown: string[] = [];
  const ask = async (
    method: string,
    path: string,
    body?: object,
    token: string | null = slice.tokens.admin,
  ) => {
    const answer = await slice.http(method, path, { token, body });
    for (const member of ['secret', 'key', 'url'])
      if (typeof inside(answer.json, member) === 'string') shown.push(String(inside(answer.json, member)));
    const cookie = answer.headers.get('set-cookie');
    if (cookie) shown.push(/=([^;]{20,})/.exec(cookie)?.[1] ?? '');
    return answer;
  };
  const link = await ask('POST', '/api/v1/people/rex/sign-in-link');
  const linkToken = new URL(String(inside(link.json, 'url'))).searchParams.get('token') ?? '';
  shown.push(linkToken);
  const { password } = planted;
  await ask('POST', '/api/v1/session/link', { token: planted.linkToken, password }, null);
  expect((await ask('POST', '/api/v1/session/link', { token: linkToken, password }, null)).status).toBe(201);
  await ask('POST', '/api/v1/session', { email: 'rex@example.org', password: planted.wrongPassword }, null);
  await ask(
    'POST',
    '/api/v1/session',
    { email: planted.typedAsEmail, password: planted.wrongPassword },
    null,
  );
  expect((await ask('POST', '/api/v1/session', { email: 'rex@example.org', password }, null)).status).toBe(
    200,
  );
  await ask('GET', '/api/v1/pages', undefined, planted.token);
  await ask('POST', '/api/v1/tokens', { label: 'canary' });
  const hook = { id: 'hook', kind: 'webhook', url: planted.hookUrl, secret: planted.hookSecret };
  await ask('PUT', '/api/v1/people/me/contacts', hook, slice.tokens.responder);
  await ask('PUT', '/api/v1/people/me/webpush', {
    label: 'phone',
    endpoint: planted.hookUrl,
    keys: { p256dh: planted.key, auth: planted.key },
  });
  const integration = { name: 'canary', door: 'generic', service: 'checkout', key: planted.key };
  expect((await ask('POST', '/api/v1/integrations', integration)).status).toBe(201);
  await ask('POST', '/api/v1/integrations/canary/key');
  const person = {
    name: 'cana',
    fullName: 'Cana Ry',
    email: 'cana@example.org',
    timeZone: 'UTC',
    access: 'responder',
    contacts: [hook],
    rules: { high: [], low: [] },
  };
  expect(
    (
      await ask('PUT', '/api/v1/organisation', {
        muster: 1,
        people: [person],
        integrations: [{ ...integration, name: 'canary2', key: `2${planted.key.slice(1)}` }],
      })
    ).status,
  ).toBe(200);
  await ask('PUT', '/api/v1/organisation?prune=true', { muster: 1, integrations: [] });
  await ask('DELETE', '/api/v1/people/me/contacts/hook', undefined, slice.tokens.responder);
  slice.clock.advance({ minutes: 10 });
  await slice.app.settled();

  const rows = await slice.rows<{ row: string }>(sql`select to_jsonb(a)::text as row from platform.audit a`);
  const text = rows.map(({ row }) => row).join('\n');
  const secrets = [...Object.values(planted), plantedSecret, ...shown.filter((one) => one.length >= 16)];
  expect(shown.length).toBeGreaterThan(5);
  expect(secrets.filter((secret) => text.includes(secret) || text.includes(secret.slice(0, 20)))).toEqual([]);
});
