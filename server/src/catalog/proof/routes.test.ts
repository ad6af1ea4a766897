import {
  getFactorRule,
  listFactors,
  putFactorRule,
  renewRecoveryCodes,
} from '@muster/contract/catalog/factors';
import {
  askConfirmationPasskey,
  askPasskey,
  askSecondFactorPasskey,
  confirmationState,
  confirmSession,
  signInByPasskey,
} from '@muster/contract/catalog/proofs';
import { signIn, whoAmI } from '@muster/contract/catalog/session';
import type { Access } from '@muster/contract/platform/endpoint';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Spoilt, softwareKey } from '../../../test/harness/authenticator.ts';
import {
  type App,
  addApp,
  addKey,
  pagesUrl,
  signedIn,
  type Visitor,
  visitorWith,
} from '../../../test/harness/signed-in.ts';
import { inside, openSlice, personOf, problemOf, type Slice } from '../../../test/harness/slice.ts';
import { byItself } from '../../platform/action.ts';
import { sql } from '../../platform/db.ts';
import { hashPassword } from '../../platform/password.ts';
import { spendStep } from '../factor/store.ts';
import { stepOf } from '../factor/totp.ts';
import { setPassword } from '../person/store.ts';

let slice: Slice;
let stranger: Visitor;
const password = 'what everybody here has as a password';

beforeAll(async () => {
  slice = await openSlice({ settings: { url: pagesUrl } });
  stranger = visitorWith(slice, '');
  const hash = await hashPassword(password);
  await byItself(slice.platform, 'test.setPasswords', async (act) => {
    for (const name of Object.values(personOf)) await setPassword(act.tx, name, hash);
  });
});
afterAll(() => slice.stop());

// Codes of one test are spent in the next one, and waits that wrong tries earned are over.
beforeEach(() => slice.clock.advance({ hours: 2 }));

async function ticketOf(person: string, given = password): Promise<{ ticket: string; kinds: string[] }> {
  const answer = await stranger.call(signIn, { body: { email: `${person}@example.org`, password: given } });
  if (!('secondFactor' in answer)) throw new Error(`${person} is in without a second factor`);
  return answer.secondFactor;
}

/** As a browser does it, with the cookie of the answer. */
async function post(path: string, body: object) {
  const answer = await slice.http('POST', path, { token: null, headers: { 'x-muster': '1' }, body });
  return { ...answer, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
}

const wrongOf = (app: App) => String((Number(app.code()) + 1) % 1_000_000).padStart(6, '0');

async function lastAudit(person: string, action: string): Promise<unknown> {
  const rows = await slice.rows<{ detail: unknown }>(sql`
    select detail from platform.audit where subject = ${`person:${person}`} and action = ${action} order by at, id`);
  return rows.at(-1)?.detail;
}

describe('a sign-in of somebody with an authenticator app', () => {
  let app: App;
  let codes: string[];
  beforeAll(async () => {
    const added = await addApp(slice, await signedIn(slice, 'rex'));
    app = added;
    codes = added.recoveryCodes ?? [];
  });

  const finish = (ticket: string, code: string) => post('/api/v1/session/second-factor', { ticket, code });

  test('is not over with the password: no cookie, a ticket, and how to go on', async () => {
    const answer = await post('/api/v1/session', { email: 'rex@example.org', password });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(inside(answer.json, 'secondFactor', 'kinds')).toEqual(['totp', 'recovery']);
    expect(inside(answer.json, 'name')).toBeUndefined();
  });

  test('ends with a code, in a session that knows how it began', async () => {
    const { ticket } = await ticketOf('rex');
    const done = await finish(ticket, app.code());
    expect(done).toMatchObject({ status: 200, json: { name: 'rex', signedInBy: 'session' } });
    expect((await visitorWith(slice, done.cookie).call(whoAmI)).name).toBe('rex');
    const [session] = await slice.rows<{ method: string }>(sql`
      select method from catalog.sessions where person = 'rex' order by created_at desc limit 1`);
    expect(session?.method).toBe('password');
  });

  test('a wrong password says what it says to everybody', async () => {
    const answer = await post('/api/v1/session', { email: 'rex@example.org', password: 'not the password' });
    expect(answer.status).toBe(401);
    expect(inside(answer.json, 'secondFactor')).toBeUndefined();
  });

  test('a code opens one session, also of two at once', async () => {
    const tickets = [(await ticketOf('rex')).ticket, (await ticketOf('rex')).ticket];
    const code = app.code();
    const both = await Promise.all(tickets.map((ticket) => finish(ticket, code)));
    expect(both.map((one) => one.status).sort((a, b) => a - b)).toEqual([200, 401]);
    expect((await finish((await ticketOf('rex')).ticket, code)).status).toBe(401);
    expect((await finish((await ticketOf('rex')).ticket, app.code(1))).status).toBe(200);
  });

  test('two that spend a step at the same moment: one of them does', async () => {
    const step = stepOf(slice.clock.now());
    const spend = () =>
      byItself(slice.platform, 'test.spend', (act) => spendStep(act.tx, 'rex', step, act.now));
    expect((await Promise.all([spend(), spend()])).sort()).toEqual([false, true]);
    expect(await spend()).toBe(false);
  });

  test('a ticket finishes one sign-in, also of two at once', async () => {
    const { ticket } = await ticketOf('rex');
    const both = await Promise.all([finish(ticket, app.code()), finish(ticket, app.code(1))]);
    expect(both.map((one) => one.status).sort((a, b) => a - b)).toEqual([200, 403]);
  });

  test('a ticket holds for five minutes', async () => {
    const { ticket } = await ticketOf('rex');
    slice.clock.advance({ minutes: 5 });
    expect((await finish(ticket, app.code())).status).toBe(403);
  });

  test('a ticket takes five tries, also at once, and a right code comes too late then', async () => {
    const { ticket } = await ticketOf('rex');
    const tries = await Promise.all(Array.from({ length: 8 }, () => finish(ticket, wrongOf(app))));
    expect(tries.filter((one) => one.status === 401)).toHaveLength(5);
    slice.clock.advance({ minutes: 1 });
    expect((await finish(ticket, app.code())).status).toBe(403);
  });

  test('wrong codes count for the person, whatever the ticket, and a right password does not clear them', async () => {
    for (let i = 0; i < 5; i += 1) await finish((await ticketOf('rex')).ticket, wrongOf(app));
    const { ticket } = await ticketOf('rex');
    const answer = await finish(ticket, app.code());
    expect(answer).toMatchObject({ status: 429, json: { code: 'limit' } });
  });

  test('a wrong code leaves a trace without the code', async () => {
    await finish((await ticketOf('rex')).ticket, wrongOf(app));
    expect(await lastAudit('rex', 'catalog.finishSignIn')).toEqual({ by: 'totp', refused: 'wrong' });
  });

  test('a recovery code works once, also of two at once, however it is typed', async () => {
    const use = async (recoveryCode: string) =>
      post('/api/v1/session/second-factor', { ticket: (await ticketOf('rex')).ticket, recoveryCode });
    const [code = '', other = ''] = codes;
    const both = await Promise.all([use(code), use(code.toUpperCase().replaceAll('-', ' '))]);
    expect(both.map((one) => one.status).sort((a, b) => a - b)).toEqual([200, 401]);
    const done = await use(other);
    expect(done.status).toBe(200);
    const mine = await visitorWith(slice, done.cookie).call(listFactors);
    expect(mine.recoveryCodes).toMatchObject({ left: 8 });
  });

  test('nobody else’s recovery code, and nobody else’s app', async () => {
    const sue = await addApp(slice, await signedIn(slice, 'sue'));
    slice.clock.advance({ minutes: 2 });
    const { ticket } = await ticketOf('rex');
    const recoveryCode = sue.recoveryCodes?.[0] ?? '';
    expect((await post('/api/v1/session/second-factor', { ticket, recoveryCode })).status).toBe(401);
    expect((await finish(ticket, sue.code())).status).toBe(401);
  });

  test.each([
    ['no ticket', { code: '123456' }],
    ['an empty ticket', { ticket: '', code: '123456' }],
    ['a null code', { ticket: 'x', code: null }],
    ['an object for a code', { ticket: 'x', code: { $ne: '' } }],
    ['neither', { ticket: 'x' }],
    ['two at a time', { ticket: 'x', code: '123456', recoveryCode: 'aaaa-bbbb-cccc-dddd' }],
  ])('%s is refused before any look-up', async (_, body) => {
    expect((await post('/api/v1/session/second-factor', body)).status).toBe(422);
  });

  test('a link for a new password does not go around it', async () => {
    const made = await slice.http('POST', '/api/v1/people/rex/sign-in-link');
    const token = new URL(String(inside(made.json, 'url'))).searchParams.get('token') ?? '';
    const used = await post('/api/v1/session/link', { token, password });
    expect(used.status).toBe(201);
    expect(used.headers.get('set-cookie')).toBeNull();
    const ticket = String(inside(used.json, 'secondFactor', 'ticket'));
    expect((await finish(ticket, app.code())).status).toBe(200);
  });

  test('neither ticket nor code is stored in clear', async () => {
    const { ticket } = await ticketOf('rex');
    const rows = await slice.rows(sql`select * from catalog.sign_in_tickets`);
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(ticket);
  });
});

describe('a passkey', () => {
  const key = softwareKey(pagesUrl);
  beforeAll(async () => {
    await addKey(await signedIn(slice, 'sten'), 'Key', key);
  });

  const enter = async (spoilt?: Spoilt, asked?: Awaited<ReturnType<typeof askOnce>>) =>
    post('/api/v1/session/passkey', { passkey: key.sign(asked ?? (await askOnce()), spoilt) });
  const askOnce = () => stranger.call(askPasskey);

  test('signs in alone, and is seen to have been used', async () => {
    const asked = await askOnce();
    expect(asked).toMatchObject({
      rpId: 'muster.example.org',
      allowCredentials: [],
      userVerification: 'required',
    });
    const done = await enter({}, asked);
    expect(done).toMatchObject({ status: 200, json: { name: 'sten' } });
    const me = visitorWith(slice, done.cookie);
    expect((await me.call(listFactors)).passkeys[0]?.lastUsedAt).not.toBeNull();
    const [session] = await slice.rows<{ method: string }>(sql`
      select method from catalog.sessions where person = 'sten' order by created_at desc limit 1`);
    expect(session?.method).toBe('passkey');
  });

  const wrong: [string, Spoilt][] = [
    ['by the pages of another host', { origin: 'https://evil.example' }],
    ['for another host', { host: 'evil.example' }],
    ['for a challenge that nobody asked', { challenge: 'AAAA' }],
    ['without the person’s finger, face or PIN', { verified: false }],
    ['by another key', { forged: true }],
    ['without saying for whom', { userHandle: null }],
    ['for somebody else', { userHandle: 'AAAA' }],
    ['with a counter that stands still', { counter: 1 }],
  ];
  test.each(wrong)('that signed %s is refused', async (_, spoilt) => {
    const before = await slice.rows(sql`select id from catalog.sessions where person = 'sten'`);
    expect((await enter({})).status).toBe(200);
    const answer = await enter(spoilt);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('set-cookie')).toBeNull();
    const after = await slice.rows(sql`select id from catalog.sessions where person = 'sten'`);
    expect(after.length).toBe(before.length + 1);
  });

  test('answers a challenge once, also two at once, and not after five minutes', async () => {
    const asked = await askOnce();
    const passkey = key.sign(asked);
    const both = await Promise.allSettled(
      [1, 2].map(() => stranger.call(signInByPasskey, { body: { passkey } })),
    );
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const late = await askOnce();
    slice.clock.advance({ minutes: 5 });
    expect((await enter({}, late)).status).toBe(401);
  });

  test('finishes a sign-in by password, for the person of the ticket only', async () => {
    const { ticket, kinds } = await ticketOf('sten');
    expect(kinds).toEqual(['passkey', 'recovery']);
    const asked = await stranger.call(askSecondFactorPasskey, { body: { ticket } });
    expect(asked.allowCredentials.map((one) => one.id)).toEqual([key.credential]);
    const finish = (body: { ticket: string; passkey: ReturnType<typeof key.sign> }) =>
      post('/api/v1/session/second-factor', body);
    expect((await finish({ ticket, passkey: key.sign(await askOnce()) })).status).toBe(401);
    const { key: others } = await addKey(await signedIn(slice, 'aud'), 'Other');
    expect((await finish({ ticket, passkey: others.sign(asked) })).status).toBe(401);
    const again = await stranger.call(askSecondFactorPasskey, { body: { ticket } });
    expect((await finish({ ticket, passkey: key.sign(again, { userHandle: null }) })).status).toBe(200);
    expect((await problemOf(stranger.call(askSecondFactorPasskey, { body: { ticket } }))).code).toBe(
      'forbidden',
    );
  });

  test('of somebody who has left opens nothing', async () => {
    const { key: leaving } = await addKey(await signedIn(slice, 'aud'), 'Leaving');
    await slice.rows(sql`update catalog.people set deactivated_at = ${slice.clock.now()} where name = 'aud'`);
    const answer = await post('/api/v1/session/passkey', { passkey: leaving.sign(await askOnce()) });
    expect(answer.status).toBe(403);
    await slice.rows(sql`update catalog.people set deactivated_at = null where name = 'aud'`);
  });
});

describe('what opens further doors', () => {
  const renew = (visitor: Visitor) => visitor.call(renewRecoveryCodes);
  let app: App;
  beforeAll(async () => {
    app = await addApp(slice, await signedIn(slice, 'ada'));
  });

  test('is open for a quarter of an hour after the sign-in, then asks who is there', async () => {
    const ada = await signedIn(slice, 'ada');
    slice.clock.advance({ minutes: 14, seconds: 59 });
    await renew(ada);
    slice.clock.advance({ seconds: 1 });
    const refused = await problemOf(renew(ada));
    expect(refused).toMatchObject({ code: 'precondition', confirm: true });
    expect(refused.detail).toContain('confirm that it is you');
    expect((await ada.call(listFactors)).totp).not.toBeNull();
    await ada.call(confirmSession, { body: { code: app.code() } });
    await renew(ada);
  });

  test('a password does not confirm whoever has a second factor', async () => {
    const ada = await signedIn(slice, 'ada');
    expect((await ada.call(confirmationState)).kinds).toEqual(['totp', 'recovery']);
    slice.clock.advance({ hours: 1 });
    expect((await problemOf(ada.call(confirmSession, { body: { password } }))).code).toBe('conflict');
    expect((await problemOf(renew(ada))).confirm).toBe(true);
  });

  test('whoever has none confirms by password, and five wrong ones wait', async () => {
    const person = personOf['responder' satisfies Access];
    await slice.as('admin')(listFactors);
    await slice.http('POST', `/api/v1/people/${person}/factors/reset`, { body: { reason: 'test' } });
    const rex = await signedIn(slice, person);
    expect((await rex.call(confirmationState)).kinds).toEqual(['password']);
    slice.clock.advance({ hours: 1 });
    const confirm = (given: string) => rex.call(confirmSession, { body: { password: given } });
    expect((await problemOf(confirm('wrong'))).code).toBe('invalid');
    expect((await problemOf(rex.call(confirmSession, { body: { code: '123456' } }))).code).toBe('conflict');
    await confirm(password);
    expect((await problemOf(renew(rex))).code).toBe('conflict');
    for (let i = 0; i < 5; i += 1) await problemOf(confirm('wrong'));
    expect((await problemOf(confirm(password))).code).toBe('limit');
  });

  test('a passkey confirms, for the one who is signed in', async () => {
    const ada = await signedIn(slice, 'ada');
    const { key } = await addKey(ada, 'Key');
    slice.clock.advance({ hours: 1 });
    const asked = await ada.call(askConfirmationPasskey);
    await ada.call(confirmSession, { body: { passkey: key.sign(asked) } });
    await renew(ada);
    const rex = await signedIn(slice, 'sten');
    const foreign = key.sign(await rex.call(askConfirmationPasskey));
    expect((await problemOf(rex.call(confirmSession, { body: { passkey: foreign } }))).code).toBe('invalid');
  });

  test('a token is not asked, and cannot answer', async () => {
    slice.clock.advance({ hours: 1 });
    expect((await slice.as('admin')(getFactorRule)).administratorsNeedOne).toBe(false);
    await slice.as('admin')(putFactorRule, { body: { administratorsNeedOne: false } });
    expect((await problemOf(slice.as('admin')(confirmSession, { body: { password } }))).code).toBe(
      'conflict',
    );
  });
});
