import { afterAll, beforeAll, expect, test } from 'vitest';
import { inside, openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';

let slice: Slice;
const password = 'a long password of somebody here';
const origin = { 'sec-fetch-site': 'same-origin' };

beforeAll(async () => {
  slice = await openSlice({ settings: { mail: { url: 'smtp://127.0.0.1:9', from: 'muster@example.org' } } });
  for (const name of ['ada', 'rex']) expect((await useLink(await linkFor(name))).status).toBe(201);
});
afterAll(() => slice.stop());

async function linkFor(name: string): Promise<string> {
  const { json } = await slice.http('POST', `/api/v1/people/${name}/sign-in-link`);
  return new URL(String(inside(json, 'url'))).searchParams.get('token') ?? '';
}
const useLink = (token: string) =>
  slice.http('POST', '/api/v1/session/link', { token: null, headers: origin, body: { token, password } });
const signIn = (name: string, given = password) =>
  slice.http('POST', '/api/v1/session', {
    token: null,
    headers: origin,
    body: { email: `${name}@example.org`, password: given },
  });
const rule = (isRequired: boolean, breakGlass: string[]) =>
  slice.http('PUT', '/api/v1/sso/rule', { body: { isRequired, breakGlass } });
const addProvider = () =>
  slice.http('PUT', '/api/v1/sso/providers/corp', {
    body: { label: 'Corp', issuer: 'https://id.example.org', clientId: 'muster' },
  });

test('the switch is taken only when somebody gets in all the same', async () => {
  const refused = async (isRequired: boolean, breakGlass: string[]) => {
    const { status, json } = await rule(isRequired, breakGlass);
    const errors = Object.values(Object(inside(json, 'errors')));
    return [status, ...errors.map((error) => inside(error, 'pointer'))];
  };
  expect(await refused(true, ['ada'])).toEqual([422, '/isRequired']);
  await addProvider();
  expect(await refused(true, [])).toEqual([422, '/breakGlass']);
  expect(await refused(true, ['rex'])).toEqual([422, '/breakGlass']);
  expect(await refused(true, ['ada', 'nobody'])).toEqual([422, '/breakGlass/1']);
  await slice.app.platform.db.run(sql`update catalog.people set access = 'admin' where name = 'sten'`);
  expect(await refused(true, ['sten'])).toEqual([422, '/breakGlass']);
  expect((await rule(true, ['ada', 'ada'])).json).toEqual({ isRequired: true, breakGlass: ['ada'] });
});

test('then a right password opens nothing, a wrong one says what it always says, and neither does a link', async () => {
  const right = await signIn('rex');
  expect([right.status, inside(right.json, 'code')]).toEqual([403, 'forbidden']);
  expect(right.headers.get('set-cookie')).toBeNull();
  const wrong = await signIn('rex', 'not the password of rex');
  const unknown = await signIn('nobody');
  expect([wrong.status, inside(wrong.json, 'detail')]).toEqual([401, inside(unknown.json, 'detail')]);
  expect((await useLink(await linkFor('rex'))).status).toBe(403);
  expect(
    await slice.rows(sql`select from catalog.sessions where person = 'rex' and method = 'password'`),
  ).toEqual([]);
});

test('a break-glass account comes in, which is recorded and told to every administrator', async () => {
  await slice.app.platform.db.run(sql`delete from platform.deliveries`);
  expect((await signIn('ada')).status).toBe(200);
  const audit = await slice.rows<{ actor: string; subject: string }>(sql`
    select action, subject from platform.audit where detail ->> 'breakGlass' = 'used'`);
  expect(audit).toEqual([{ action: 'catalog.signIn', subject: 'person:ada' }]);
  const letters = await slice.rows<{ person: string; message: string }>(sql`
    select person, message::text as message from platform.deliveries where kind = 'letter'`);
  const told = letters.map(({ person, message }) => [
    person,
    slice.platform.secrets.open(String(inside(JSON.parse(message), 'sealed'))).includes('break-glass'),
  ]);
  expect(told).toEqual(
    expect.arrayContaining([
      ['ada', true],
      ['sten', true],
    ]),
  );
  expect(letters.map((letter) => letter.message).join()).not.toContain('break-glass');
  expect(slice.lines).toContainEqual(
    expect.objectContaining({
      level: 'warn',
      parts: [expect.objectContaining({ person: 'ada' }), expect.any(String)],
    }),
  );
});

test('the only provider stays as long as it is required, and everything is as before when it is not', async () => {
  const remove = () => slice.http('DELETE', '/api/v1/sso/providers/corp');
  expect((await remove()).status).toBe(409);
  expect((await slice.http('GET', '/api/v1/sso', { token: null })).json).toEqual({
    isRequired: true,
    providers: [{ name: 'corp', label: 'Corp' }],
  });
  expect((await rule(false, ['ada'])).status).toBe(200);
  expect((await signIn('rex')).status).toBe(200);
  expect((await remove()).status).toBe(204);
  expect((await remove()).status).toBe(404);
});

test('two who take the last provider and require it at once do not lock everybody out', async () => {
  for (let round = 0; round < 5; round += 1) {
    await rule(false, ['ada']);
    await addProvider();
    await Promise.all([rule(true, ['ada']), slice.http('DELETE', '/api/v1/sso/providers/corp')]);
    const { json } = await slice.http('GET', '/api/v1/sso', { token: null });
    expect(inside(json, 'isRequired') === true && Object(inside(json, 'providers')).length === 0).toBe(false);
  }
});

test('the last break-glass account is neither deactivated nor lowered while single sign-on is required', async () => {
  await slice.platform.db.run(sql`
    update catalog.people set access = 'admin', password_hash = 'of another' where name = 'sten'`);
  await addProvider();
  expect((await rule(true, ['ada'])).status).toBe(200);
  const refused = [
    await slice.http('POST', '/api/v1/people/ada/deactivation', { body: { reason: 'leaves' } }),
    await slice.http('PATCH', '/api/v1/people/ada', { body: { access: 'responder', reason: 'moves' } }),
  ];
  expect(refused.map((one) => one.status)).toEqual([409, 409]);
  expect((await rule(true, ['ada', 'sten'])).status).toBe(200);
  const lowered = await slice.http('PATCH', '/api/v1/people/ada', {
    body: { access: 'responder', reason: 'moves' },
  });
  expect(lowered.status).toBe(200);
});
