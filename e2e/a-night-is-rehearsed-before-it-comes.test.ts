import type { Browser, Page } from 'playwright-core';
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

test('of the past of the example nothing waits for anybody that is over', async () => {
  const { items } = Object(await ask(muster, 'GET', '/api/v1/pages?state=triggered&limit=200'));
  expect(items.map(({ title }: { title: string }) => title)).toEqual([
    'Card payments: 14 % declined at provider Northpay',
  ]);
});

test('a step that is changed shows in the rehearsal before it is saved, and whoever is overtaken loses nothing', async () => {
  await using visitor = await visit({ browser, muster });
  const { page } = visitor;
  await signIn(page);
  await page.goto('/policies/fulfilment-high');
  await page.getByRole('link', { name: 'Edit the policy' }).click();
  const difference = page.getByRole('region', { name: 'Beside the saved policy' });
  await difference.getByText('In this rehearsal nobody is told anything else.').waitFor();
  await page.getByLabel('Waits for an answer, in minutes').first().fill('3');
  await page.getByLabel('Add somebody to ask to step 2').selectOption('user grace');
  await difference.getByText('+3 min').first().waitFor();
  await difference
    .getByText(/^grace, /)
    .first()
    .waitFor();
  const before = await ask(muster, 'GET', '/api/v1/policies/fulfilment-high');
  expect(stepsOf(before)).toMatchObject([{ escalateAfter: 10 }, { escalateAfter: 15 }]);

  const { definition } = Object(before);
  await ask(muster, 'PUT', '/api/v1/policies/fulfilment-high', { ...definition, repeat: 4 });
  await page.getByRole('button', { name: 'Save the policy' }).click();
  await page.getByText('Somebody changed it in the meantime').waitFor();
  await page.getByRole('button', { name: 'Keep my version and save it over theirs' }).click();
  await page.getByRole('button', { name: 'Save the policy' }).click();
  await page.getByText('The policy is saved.').waitFor();
  await page.getByRole('link', { name: 'Edit the policy' }).waitFor();
  const after = await ask(muster, 'GET', '/api/v1/policies/fulfilment-high');
  expect(stepsOf(after)).toMatchObject([
    { escalateAfter: 3 },
    { escalateAfter: 15, targets: [{ team: 'fulfilment' }, { user: 'grace' }] },
  ]);
});

test('a policy is made in the form, and one of the name that is there is not written over', async () => {
  await using visitor = await visit({ browser, muster });
  const { page } = visitor;
  await signIn(page);
  await page.goto('/policies');
  await page.getByRole('link', { name: 'New policy' }).click();
  await page.getByLabel('Name', { exact: true }).fill('platform-low');
  await page.getByLabel('Add somebody to ask to step 1').selectOption('schedule incident-commander');
  await page.getByText('Urgency and condition').click();
  await page.getByLabel('When it counts').selectOption('outside');
  await page.getByText('Only at other times than Monday to Friday 09:00–17:00').first().waitFor();
  await page.getByRole('button', { name: 'Save the policy' }).click();
  await page.getByText('There is a policy of this name already.').waitFor();
  await page.getByLabel('Name', { exact: true }).fill('evenings');
  await page.getByRole('button', { name: 'Save the policy' }).click();
  await page.getByText('The policy is saved.').waitFor();
  expect(stepsOf(await ask(muster, 'GET', '/api/v1/policies/evenings'))).toMatchObject([
    {
      targets: [{ schedule: 'incident-commander' }],
      when: { outside: { timeZone: 'Europe/Madrid', windows: [{ from: '09:00', to: '17:00' }] } },
    },
  ]);
});

async function signIn(page: Page): Promise<void> {
  const data = { email: 'ana@example.org', password: 'a sentence of my own' };
  const answer = await page.context().request.post('/api/v1/session', { data });
  expect(answer.ok()).toBe(true);
}

function stepsOf(policy: unknown): unknown {
  return Object(policy).definition.steps;
}
