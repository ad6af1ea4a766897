import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../server/test/harness/database.ts';
import { openBrowser } from './harness/browser.ts';
import { type Muster, startMuster } from './harness/server.ts';
import { ask } from './harness/town.ts';
import { visit } from './harness/visit.ts';

let browser: Browser;
let database: TestDatabase;
let muster: Muster;

beforeAll(async () => {
  [browser, database] = await Promise.all([openBrowser(), testDatabase()]);
  // Mail is set up, so that e-mail counts as a way; nothing is sent to it.
  const env = { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'muster@example.org' };
  muster = await startMuster({ database: database.config, args: ['--example'], env });
});

afterAll(async () => {
  await browser.close();
  await muster.close();
  await database.drop();
});

test('who is out of reach at night is passed over in the rehearsal, and nothing is left of it', async () => {
  await using visitor = await visit({ browser, muster });
  const { page } = visitor;
  await page.goto(await muster.setUpLink());
  await page.getByLabel('Full name').fill('Ana Álvarez');
  await page.getByLabel('Short name').fill('ana');
  await page.getByLabel('E-mail').fill('ana@example.org');
  await page.getByLabel('Password').fill('a sentence of my own');
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByRole('heading', { name: 'Setup', exact: true }).waitFor();
  const before = await ask(muster, 'GET', '/api/v1/pages');
  await page.goto('/policies/fulfilment-high');
  await page.getByRole('button', { name: 'Tonight at 3' }).click();
  await page.getByText('As a table').waitFor();
  await page.getByRole('button', { name: '+ Somebody acts' }).click();
  await page.getByText('In the end somebody has it.').waitFor();
  await page.getByRole('checkbox', { name: 'weilin' }).check();
  await page.getByRole('checkbox', { name: 'devon' }).check();
  await page.getByText('does not arrive: supposed to be out of reach.').first().waitFor();
  expect(await ask(muster, 'GET', '/api/v1/pages')).toEqual(before);
});
