/** A password that was forgotten comes back by letter; a phone that is somebody's own needs no sign-in at night. */
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../server/test/harness/database.ts';
import { startMailServer } from '../server/test/harness/providers.ts';
import { openBrowser } from './harness/browser.ts';
import { type Muster, startMuster } from './harness/server.ts';
import { ada, adaSettings } from './harness/town.ts';
import { phone, type Visit, visit } from './harness/visit.ts';

const fresh = 'another sentence that nobody knows';
let browser: Awaited<ReturnType<typeof openBrowser>>;
let database: TestDatabase;
let mail: Awaited<ReturnType<typeof startMailServer>>;
let muster: Muster;
let visitor: Visit;

beforeAll(async () => {
  [browser, database, mail] = await Promise.all([openBrowser(), testDatabase(), startMailServer()]);
  const env = { ...adaSettings, SMTP_URL: mail.url, MAIL_FROM: 'Muster <muster@example.org>' };
  muster = await startMuster({ database: database.config, env });
  visitor = await visit({ browser, muster }, phone);
});
afterAll(async () => {
  await browser.close();
  await muster.close();
  await mail.close();
  await database.drop();
});

const button = (name: string) => visitor.page.getByRole('button', { name, exact: true });
const violations = async () =>
  (await new AxeBuilder({ page: visitor.page }).analyze()).violations.map((one) => one.id);

test('a wrong password is told beside the field; a forgotten one comes back by letter', async () => {
  const { page } = visitor;
  await page.goto('/me/security');
  await page.getByLabel('E-mail').fill(ada.email);
  await page.getByLabel('Password', { exact: true }).fill('not it at all');
  await button('Sign in').click();
  await page.getByText('E-mail or password is not right.').waitFor();
  expect(await violations()).toEqual([]);
  await button('Forgot your password?').click();
  await page.getByLabel('E-mail').fill(ada.email);
  await button('Send the letter').click();
  await page.getByText('Look into your mail').waitFor();
  expect(await violations()).toEqual([]);
  const [letter] = await mail.waitFor(1);
  await page.goto(/https?:\S+/.exec(letter?.text ?? '')?.[0] ?? '');
  await page.getByLabel('Password', { exact: true }).fill('Password2024!');
  await button('Save and sign in').click();
  await page.getByText('guessers try first').waitFor();
  await page.getByLabel('Password', { exact: true }).fill(fresh);
  await page.getByLabel('This is my own device').check();
  const kept = page.waitForResponse((answer) => answer.url().endsWith('/me/devices') && answer.ok());
  await button('Save and sign in').click();
  await kept;
});

test('what she is signed in with is listed', async () => {
  const { page } = visitor;
  await page.goto('/me/security');
  const devices = page.getByRole('list', { name: 'Your own devices' });
  await devices.getByText('here').waitFor();
  await page.getByRole('list', { name: 'Where you are signed in' }).getByText('own device').waitFor();
  expect(await violations()).toEqual([]);
});

test('signed out, the phone acknowledges a page with one tap, and asks for a sign-in for the rest', async () => {
  const { page, context } = visitor;
  const headers = { 'x-muster': '1' };
  const data = { title: 'Checkout is down', people: ['ada'], urgency: 'high' };
  const made: unknown = await (await context.request.post('/api/v1/pages', { headers, data })).json();
  const path = `/pages/${Reflect.get(Object(made), 'id')}`;
  await page.goto(path);
  await page.getByRole('heading', { name: 'Checkout is down' }).waitFor();
  await context.request.delete('/api/v1/session', { headers });
  await page.goto(path);
  await button('Acknowledge').waitFor();
  expect(await violations()).toEqual([]);
  await button('Acknowledge').click();
  await page.getByText('You have it').waitFor();
  await button('Sign in to see everything').click();
  await page.getByLabel('E-mail').fill(ada.email);
  await page.getByLabel('Password', { exact: true }).fill(fresh);
  await button('Sign in').click();
  await button('Resolve').waitFor();
});

test('after five wrong ones the screen counts down, and the button says why it rests', async () => {
  const { page } = await visit({ browser, muster }, phone);
  await page.goto('/');
  await page.getByLabel('E-mail').fill('nobody@example.org');
  await page.getByLabel('Password', { exact: true }).fill('a wrong password');
  const answered = () => page.waitForResponse((answer) => answer.request().method() === 'POST');
  for (let guess = 0; guess < 6; guess += 1)
    await Promise.all([answered(), page.getByRole('button', { name: 'Sign in', exact: true }).click()]);
  await page.getByText(/You can try again in [01]:\d\d/).waitFor();
  const resting = page.getByRole('button', { name: 'Sign in', exact: true });
  expect(await resting.getAttribute('aria-disabled')).toBe('true');
});
