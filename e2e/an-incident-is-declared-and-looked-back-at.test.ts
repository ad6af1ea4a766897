import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openPlace, type Place } from './harness/place.ts';
import { ada, ask } from './harness/town.ts';
import { desk, phone, visitAs } from './harness/visit.ts';

let place: Place;
beforeAll(async () => {
  place = await openPlace();
});
afterAll(() => place.close());

const known = z.object({ ref: z.string() });

const inShort = (page: Page) => page.getByRole('region', { name: 'The incident in short' });

test('on a phone, with one field, also when the first attempt does not get through', async () => {
  await using hand = await visitAs(ada, place, phone);
  const { page, context } = hand;
  await page.goto('/declare');
  await page.getByLabel('What is wrong?').fill('Checkout is down since the release');
  await page.getByRole('button', { name: 'Take checkout away' }).waitFor();
  expect(await page.getByRole('radio', { name: /Critical/ }).isChecked()).toBe(true);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Declare', exact: true }).click();
  await page.getByText('What you typed stays here').waitFor();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Declare', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Checkout is down since the release' }).waitFor();
  const four = inShort(page);
  await four.getByText(/^Command.*: ada$/).waitFor();
  for (const question of ['What we know', 'What we do next', 'Who does what', 'Next news']) {
    const box = await four.getByRole('heading', { name: question }).boundingBox();
    expect((box?.y ?? 9_999) + (box?.height ?? 0), question).toBeLessThan(phone.viewport.height - 56);
  }
  const list = z.object({ items: z.array(z.unknown()) });
  expect(list.parse(await ask(place.muster, 'GET', '/api/v1/incidents')).items).toHaveLength(1);
});

test('what one does the other sees at once, a text that both write is never lost, and it can be looked back at', async () => {
  const made = known.parse(await ask(place.muster, 'POST', '/api/v1/incidents', { title: 'Search is slow' }));
  await using one = await visitAs(ada, place, desk);
  await using other = await visitAs(ada, place, desk);
  for (const { page } of [one, other]) {
    await page.goto(`/incidents/${made.ref}`);
    await page.getByRole('heading', { level: 1, name: 'Search is slow' }).waitFor();
  }
  await one.page.getByRole('button', { name: 'Severity: Average. Change it' }).click();
  await one.page.getByRole('radio', { name: /Critical/ }).check();
  await one.page.getByRole('button', { name: 'Change', exact: true }).click();
  await other.page.getByRole('button', { name: 'Severity: Critical. Change it' }).waitFor();

  await one.page.getByRole('button', { name: 'Edit: What we do next' }).click();
  await one.page.getByRole('textbox', { name: 'What we do next' }).fill('Roll back');
  await other.page.getByRole('button', { name: 'Edit: What we do next' }).click();
  await other.page.getByRole('textbox', { name: 'What we do next' }).fill('Fail over');
  await inShort(one.page).getByRole('button', { name: 'Save' }).click();
  await inShort(other.page).getByText('Somebody has changed it meanwhile').waitFor();
  await inShort(other.page).getByRole('alert').getByText('Roll back').waitFor();
  await inShort(other.page).getByRole('button', { name: 'Save' }).click();
  await inShort(one.page).getByText('Fail over').waitFor();

  await one.page.getByRole('button', { name: 'As it was …' }).click();
  await one.page.getByRole('button', { name: 'Change before' }).click();
  await one.page.getByText('The past: nothing can be changed here').waitFor();
  await inShort(one.page).getByText('Roll back').waitFor();
  expect(await one.page.getByRole('button', { name: /^Edit/ }).count()).toBe(0);
  // What is taken out is what the screen shows.
  await one.page.getByRole('button', { name: 'Export' }).click();
  const saved = one.page.waitForEvent('download');
  await one.page.getByRole('link', { name: /^Markdown/ }).click();
  const text = await readFile(await (await saved).path(), 'utf8');
  expect([text.includes('Roll back'), text.includes('Fail over')]).toEqual([true, false]);
  await one.page.getByRole('button', { name: 'Back to now' }).click();
  await inShort(one.page).getByText('Fail over').waitFor();
  expect([...one.complaints, ...other.complaints]).toEqual([]);
});

test('resolved it rests, and whoever waits for news reads the brief', async () => {
  const made = known.parse(await ask(place.muster, 'POST', '/api/v1/incidents', { title: 'Ledger lags' }));
  await using visitor = await visitAs(ada, place, desk);
  const { page } = visitor;
  await page.goto(`/incidents/${made.ref}`);
  await page.getByRole('button', { name: 'Resolved' }).click();
  await page.getByLabel('What ended it').fill('The queue was drained');
  await page.getByRole('button', { name: 'Resolve', exact: true }).click();
  await page.getByText('No news are promised.').waitFor();
  await page.goto(`/incidents/${made.ref}/brief`);
  await page.getByText('It is over. What was learnt is being written down.').waitFor();
  await page.keyboard.press('d');
  await page.getByRole('heading', { level: 1, name: 'Declare an incident' }).waitFor();
  expect(visitor.complaints).toEqual([]);
});
