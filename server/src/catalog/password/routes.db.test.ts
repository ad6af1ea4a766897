import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Browser, openBrowser } from '../../../test/harness/browser.ts';
import { createLetterBox, mailSettings, tokenIn } from '../../../test/harness/letters.ts';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { byItself } from '../../platform/action.ts';
import { sql } from '../../platform/db.ts';
import { hashPassword } from '../../platform/password.ts';
import { setPassword } from '../person/store.ts';
import { forgetResetLinks } from './actions.ts';

const old = 'the old password of rex';
const fresh = 'the fresh password of rex';
const email = 'rex@example.org';

let slice: Slice;
const box = createLetterBox();
let addresses = 0;
let browser: Browser;
const newBrowser = () => {
  addresses += 1;
  return openBrowser(slice, { address: `198.51.100.${addresses}` });
};
beforeAll(async () => {
  slice = await openSlice({
    settings: { mail: mailSettings, trustProxyHops: 1 },
    needs: { senders: [box.sender] },
  });
});
afterAll(() => slice.stop());
beforeEach(async () => {
  slice.clock.advance({ minutes: 61 });
  const hash = await hashPassword(old);
  await byItself(slice.platform, 'test', (act) => setPassword(act.tx, 'rex', hash));
  browser = newBrowser();
});

const ask = (typed = email, by = browser) => by.call('POST', '/api/v1/password-reset', { email: typed });
const choose = (token: string, password = fresh, by = browser) =>
  by.call('POST', '/api/v1/password-reset/password', { token, password });
const resetLetters = async () =>
  (await box.take(slice)).filter(({ letter }) => letter.subject.startsWith('Choose'));

async function tokenOfLetter(): Promise<string> {
  await ask();
  const [letter] = await resetLetters();
  return tokenIn(letter?.letter);
}

describe('a forgotten password', () => {
  test('comes back by a letter to the address that is known, and ends every other session', async () => {
    const other = newBrowser();
    await other.signIn(email, old);
    await other.call('POST', '/api/v1/me/devices');
    await box.take(slice);
    expect((await ask('  REX@example.org ')).json).toEqual({ by: 'mail' });
    const [sent] = await resetLetters();
    expect(sent?.to).toBe(email);
    expect(sent?.letter.link?.url).toMatch(/^http:\/\/muster\.example\.org\/new-password\?token=[\w-]{43}$/);
    const chosen = await choose(tokenIn(sent?.letter));
    expect([chosen.status, chosen.json]).toMatchObject([201, { name: 'rex', signedInBy: 'session' }]);
    expect((await browser.call('GET', '/api/v1/session')).status).toBe(200);
    expect((await other.call('GET', '/api/v1/session')).status).toBe(401);
    expect(await slice.rows(sql`select id from catalog.devices`)).toEqual([]);
    expect((await newBrowser().signIn(email, old)).status).toBe(401);
    expect((await newBrowser().signIn(email, fresh)).status).toBe(200);
  });

  test('is asked for with the same answer and the same traces, whoever it is', async () => {
    // By the address that asked: what Muster does by itself meanwhile is no trace of this.
    const traces = async (typed: string) => {
      const { status, json } = await ask(typed, newBrowser());
      const left = await slice.rows(sql`
        select action, outcome from platform.audit where address = ${`198.51.100.${addresses}`}`);
      return { status, json, left };
    };
    const unknown = await traces('nobody@example.org');
    expect(unknown.left).toHaveLength(1);
    expect(await traces(email)).toEqual(unknown);
    expect(await resetLetters()).toHaveLength(1);
  });

  test('gets at most three letters an hour, from however many addresses they are asked for', async () => {
    for (let i = 0; i < 8; i += 1) await ask(email, newBrowser());
    expect(await resetLetters()).toHaveLength(3);
    slice.clock.advance({ minutes: 59 });
    await ask();
    expect(await resetLetters()).toHaveLength(0);
    slice.clock.advance({ minutes: 1 });
    await ask();
    expect(await resetLetters()).toHaveLength(1);
  });

  test('is not asked for more than twenty times from one address', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 21; i += 1) statuses.push((await ask(`nobody${i}@example.org`)).status);
    expect(statuses.slice(0, 20)).toEqual(Array<number>(20).fill(202));
    expect(statuses[20]).toBe(429);
  });

  test('is chosen once, within half an hour', async () => {
    const token = await tokenOfLetter();
    slice.clock.advance({ minutes: 29, seconds: 59 });
    expect((await choose(token)).status).toBe(201);
    expect((await choose(token)).status).toBe(403);
    const late = await tokenOfLetter();
    slice.clock.advance({ minutes: 30 });
    expect((await choose(late)).status).toBe(403);
  });

  test('two at once with one letter: one of them chooses', async () => {
    const token = await tokenOfLetter();
    const answers = await Promise.all([1, 2, 3].map((n) => choose(token, `${fresh} ${n}`, newBrowser())));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(2);
  });

  test('is void for a person who has another address by now', async () => {
    const token = await tokenOfLetter();
    const move = (to: string) =>
      slice.platform.db.run(sql`update catalog.people set email = ${to} where name = 'rex'`);
    await move('rex@elsewhere.example');
    const moved = await choose(token);
    await move(email);
    expect(moved.status).toBe(403);
  });

  test('a used letter makes the others useless; a weak password uses none', async () => {
    const [first, second] = [await tokenOfLetter(), await tokenOfLetter()];
    expect((await choose(first, 'Password2024!')).json).toMatchObject({
      status: 422,
      errors: [{ pointer: '/password', message: expect.stringContaining('guessers') }],
    });
    expect((await choose(first)).status).toBe(201);
    expect((await choose(second)).status).toBe(403);
  });

  test.each([[{}], [{ token: null, password: fresh }], [{ token: '', password: fresh }]])(
    'nothing in place of a token is refused before any look-up (%o)',
    async (body) => {
      await ask();
      const answer = await browser.call('POST', '/api/v1/password-reset/password', body);
      expect(answer.status).toBe(422);
    },
  );

  test('the secret is stored as a hash, sealed while it waits, and gone when it is sent; nothing is logged', async () => {
    await ask();
    const waiting = await slice.rows(sql`select message from platform.deliveries where kind = 'letter'`);
    const [letter] = await resetLetters();
    const token = tokenIn(letter?.letter);
    expect(token).toHaveLength(43);
    const links = await slice.rows(sql`select * from catalog.reset_links`);
    const sent = await slice.rows<{ message: unknown }>(
      sql`select message, attempts, reason from platform.deliveries where kind = 'letter' and state = 'delivered'`,
    );
    const audit = await slice.rows(sql`select * from platform.audit`);
    const everything = JSON.stringify([waiting, links, sent, audit, slice.lines]);
    expect(everything).not.toContain(token);
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.every(({ message }) => JSON.stringify(message) === '{}')).toBe(true);
  });

  test('old letters are forgotten, and doing it twice is as once', async () => {
    await ask();
    await slice.app.settled();
    const left = () => slice.rows(sql`select person from catalog.reset_links`);
    await byItself(slice.platform, 'test', forgetResetLinks);
    expect(await left()).toHaveLength(1);
    slice.clock.advance({ minutes: 60 });
    for (let i = 0; i < 2; i += 1) await byItself(slice.platform, 'test', forgetResetLinks);
    expect(await left()).toEqual([]);
  });

  test('without mail, an administrator is named, and nothing is queued', async () => {
    await box.take(slice);
    const plain = await openSlice({ database: slice.database, clock: slice.clock });
    const answer = await ask(email, openBrowser(plain));
    await plain.stop();
    expect(answer.json).toEqual({ by: 'administrator' });
    expect(await resetLetters()).toEqual([]);
  });
});

describe('changing a password', () => {
  const change = (by: Browser, body: object) => by.call('PUT', '/api/v1/me/password', body);

  test('needs the old one, ends every other session, and tells the person', async () => {
    const other = newBrowser();
    await other.signIn(email, old);
    await browser.signIn(email, old);
    await box.take(slice);
    const wrong = await change(browser, { old: 'not the old password', password: fresh });
    expect(wrong.json).toMatchObject({ status: 422, errors: [{ pointer: '/old' }] });
    expect((await change(browser, { old: null, password: fresh })).status).toBe(422);
    expect((await change(browser, { old, password: fresh })).status).toBe(204);
    expect((await browser.call('GET', '/api/v1/session')).status).toBe(200);
    expect((await other.call('GET', '/api/v1/session')).status).toBe(401);
    expect((await newBrowser().signIn(email, fresh)).status).toBe(200);
    const subjects = (await box.take(slice)).map(({ letter }) => letter.subject);
    expect(subjects).toContain('Your password for Muster was changed');
  });

  test('whoever found an open browser guesses five times', async () => {
    await browser.signIn(email, old);
    const guess = async (n: number) =>
      (await change(browser, { old: `guess number ${n} of it`, password: fresh })).status;
    for (let i = 0; i < 5; i += 1) expect(await guess(i)).toBe(422);
    expect(await guess(6)).toBe(429);
    expect((await change(browser, { old, password: fresh })).status).toBe(429);
    slice.clock.advance({ minutes: 1 });
    expect((await change(browser, { old, password: fresh })).status).toBe(204);
  });

  test.each([
    ['a known one', 'Password2024!'],
    ['the own address', 'rex@example.org'],
    ['the own full name', 'The Responder'],
    ['one too short', 'too short'],
  ])('%s is refused', async (_, password) => {
    await browser.signIn(email, old);
    expect((await change(browser, { old, password })).json).toMatchObject({
      status: 422,
      errors: [{ pointer: '/password' }],
    });
  });

  test('is not for tokens', async () => {
    const answer = await slice.http('PUT', '/api/v1/me/password', {
      token: slice.tokens.responder,
      body: { old, password: fresh },
    });
    expect(answer.status).toBe(409);
  });
});
