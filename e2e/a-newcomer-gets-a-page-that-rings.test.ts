import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeReceiver, startReceiver } from '../server/test/harness/providers.ts';
import { openBrowser } from './harness/browser.ts';
import { type Muster, startMuster } from './harness/server.ts';
import { desk, type Visit, visit } from './harness/visit.ts';

let browser: Browser;
let muster: Muster;
let receiver: FakeReceiver;
let visitor: Visit;

// One story: each test goes on where the one before it ended.
// As on a machine that has nothing: Muster brings its own database.
beforeAll(async () => {
  [browser, receiver, muster] = await Promise.all([openBrowser(), startReceiver(), startMuster()]);
  visitor = await visit({ browser, muster }, desk);
});

afterAll(async () => {
  await browser.close();
  await muster.close();
  await receiver.close();
});

test('the one-time link makes the first administrator, and leads to five steps', async () => {
  const { page } = visitor;
  await page.goto(await muster.setUpLink());
  await page.getByLabel('Full name').fill('Nina Newcomer');
  await page.getByLabel('Short name').fill('nina');
  await page.getByLabel('E-mail').fill('nina@example.org');
  await page.getByLabel('Password').fill('a sentence of my own');
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByRole('heading', { name: 'Setup', exact: true }).waitFor();
  await expect.poll(() => steps().count()).toBe(5);
  expect(await done().count()).toBe(0);
});

test('the organisation comes from a file that is shown first and then applied', async () => {
  const { page } = visitor;
  await page.getByRole('link', { name: 'Write the organisation file' }).first().click();
  await page.getByRole('button', { name: 'Start from an example' }).click();
  await page.getByRole('button', { name: 'See what it would do' }).click();
  await page.getByText('payments-primary').first().waitFor();
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await page.getByText('Applied.').waitFor();
  await toSetup();
  await expect.poll(() => done().count(), { timeout: 30_000 }).toBe(2);
});

test('a door is made, and its key is shown once', async () => {
  const { page } = visitor;
  await open('Something that reports problems');
  await page.getByRole('button', { name: 'Make it' }).click();
  await page
    .getByText(/waiting/i)
    .first()
    .waitFor();
  const [address = ''] =
    /http\S+\/ingest\/alertmanager\/\S+/.exec(await page.locator('main').innerText()) ?? [];
  expect(address).toContain(`${muster.url}/ingest/alertmanager/`);

  await page.goto('/setup/integrations/prometheus');
  await page.getByRole('heading', { name: 'prometheus' }).first().waitFor();
  await page.getByText('The key is shown only when it is made.').waitFor();
  const key = address.split('/').at(-1) ?? '';
  expect(key.length).toBeGreaterThan(15);
  expect(await page.content(), 'the key is not shown again').not.toContain(key);
});

test('a webhook is added, and a test page really rings it', async () => {
  const { page } = visitor;
  await page.goto('/me');
  await page.getByRole('button', { name: 'Add a webhook' }).click();
  await page.getByLabel('Address').fill(`${receiver.url}/nina`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('Added.').waitFor();

  await toSetup();
  await open('A test page that really rings');
  await page.getByRole('button', { name: 'Send me a test page' }).click();
  const [rung] = await receiver.waitFor(1);
  expect(rung).toMatchObject({ method: 'POST', path: '/nina' });
  expect(JSON.parse(String(rung?.body))).toMatchObject({ person: 'nina', via: 'hook' });
});

test('it is acknowledged in the browser, and nothing was complained about on the way', async () => {
  const { page, complaints } = visitor;
  await page.getByRole('link', { name: 'Now' }).first().click();
  await page.getByRole('button', { name: 'Acknowledge', exact: true }).click();
  await page.getByText('You have it', { exact: true }).first().waitFor();
  await toSetup();
  // Nothing has come through the door yet; the other four are done. The screen looks again every few seconds.
  await expect.poll(() => done().count(), { timeout: 30_000 }).toBe(4);
  expect(receiver.received).toHaveLength(1);
  // The browser itself writes down each answer of 401, and who is not signed in yet gets one.
  expect(complaints.filter((one) => !one.includes('status of 401'))).toEqual([]);
});

const steps = () => visitor.page.getByRole('region', { name: 'The first five steps' }).locator('ol > li');
const done = () => steps().locator('summary', { hasText: /done$/ });
const open = async (step: string) => {
  const wanted = steps().filter({ hasText: step });
  if (
    !(await wanted
      .locator('details')
      .getAttribute('open')
      .then((is) => is !== null))
  )
    await wanted.locator('summary').click();
};
const toSetup = async () => {
  await visitor.page.getByRole('link', { name: 'Setup' }).first().click();
  await visitor.page.getByRole('heading', { name: 'Setup', exact: true }).waitFor();
};
