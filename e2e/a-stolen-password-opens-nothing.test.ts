/** A second factor, end to end: set up, asked for at the sign-in, asked for again before a door that leads further. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeAt, stepOf } from '../server/src/catalog/factor/totp.ts';
import { type TestDatabase, testDatabase } from '../server/test/harness/database.ts';
import { confirmedLongAgo } from '../server/test/harness/long-ago.ts';
import { fromBase32 } from '../server/test/harness/signed-in.ts';
import { openBrowser } from './harness/browser.ts';

import { type Muster, startMuster } from './harness/server.ts';
import { ada, adaSettings } from './harness/town.ts';
import { type Visit, visit } from './harness/visit.ts';

let browser: Awaited<ReturnType<typeof openBrowser>>;
let database: TestDatabase;
let muster: Muster;
let visitor: Visit;
let page: Page;

beforeAll(async () => {
  [browser, database] = await Promise.all([openBrowser(), testDatabase()]);
  muster = await startMuster({ database: database.config, hostName: 'localhost', env: adaSettings });
  visitor = await visit({ browser, muster });
  page = visitor.page;
  await withAuthenticator(page);
});

afterAll(async () => {
  await browser.close();
  await muster.close();
  await database.drop();
});

/** The browser's own authenticator, with somebody who always shows a finger. */
async function withAuthenticator(of: Page): Promise<void> {
  const session = await of.context().newCDPSession(of);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  });
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const dialog = () => page.getByRole('dialog').last();

async function enterPassword(): Promise<void> {
  await page.context().clearCookies();
  await page.goto('/me/security');
  await page.getByLabel('E-mail').fill(ada.email);
  await page.getByLabel('Password', { exact: true }).fill(ada.password);
  await button('Sign in').click();
}

const isIn = () => page.getByRole('heading', { name: 'Security', exact: true }).waitFor();

let recoveryCode = '';

test('an authenticator app is set up by a picture or a text, and proven by a first code', async () => {
  await enterPassword();
  await isIn();
  await page.getByText('your password alone opens your account').waitFor();
  await button('Set up an app').click();
  await page.getByRole('img', { name: 'QR code' }).waitFor();
  const secret = fromBase32((await dialog().locator('pre').innerText()).replace(/\s/g, ''));
  const at = Temporal.Instant.fromEpochMilliseconds(Number(await page.evaluate('Date.now()')));
  await dialog()
    .getByLabel('Then type the code')
    .fill(codeAt(secret, stepOf(at)));
  await button('Turn on').click();
  const kept = page.getByRole('dialog', { name: 'Your recovery codes' });
  const codes = (await kept.locator('pre').innerText()).split('\n');
  expect(codes).toHaveLength(10);
  recoveryCode = codes[0] ?? '';
  await button('I have kept them').click();
  await page.getByText('10 codes left').waitFor();
});

test('the password alone is half a sign-in now; a recovery code is the other half', async () => {
  await enterPassword();
  await page.getByRole('heading', { name: 'One more step' }).waitFor();
  await page.getByLabel('Code of your app').fill('000000');
  await button('Sign in').click();
  await page.getByText('That was not right.').waitFor();
  await button('Use a recovery code').click();
  await page.getByLabel('Recovery code').fill(recoveryCode.toUpperCase());
  await button('Sign in').click();
  await isIn();
  await expect.poll(() => page.getByText('9 codes left').count()).toBe(1);
});

test('a passkey is added, is the other half too, and signs in alone', async () => {
  await button('Add a passkey').click();
  await page.getByLabel('Name').fill('Laptop');
  await button('Continue').click();
  await page.getByText('on one device only').waitFor();
  await enterPassword();
  await button('Use a passkey').click();
  await isIn();
  await page.context().clearCookies();
  await page.goto('/me/security');
  await button('Sign in with a passkey').click();
  await isIn();
  expect(new URL(page.url()).pathname).toBe('/me/security');
});

test('a door that leads further asks who is there, and goes on by itself then', async () => {
  await confirmedLongAgo(database);
  await button('Remove Laptop').click();
  await dialog().getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor();
  await button('Use a passkey').click();
  await button('Remove Laptop').waitFor({ state: 'detached' });
  expect(await button('Remove Authenticator app').count()).toBe(1);
});

test('nothing on the way broke the content policy', () => {
  const refused = /status of (401|412|422)/;
  expect(visitor.complaints.filter((one) => !refused.test(one))).toEqual([]);
});
