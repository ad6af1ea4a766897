import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openPlace, type Place } from './harness/place.ts';
import { ada, ask, ben, letBenIn } from './harness/town.ts';
import { violations } from './harness/violations.ts';
import { desk, phone, visit, visitAs } from './harness/visit.ts';

let place: Place;
beforeAll(async () => {
  place = await openPlace();
  await letBenIn(place.muster);
});
afterAll(() => place.close());

const news = (page: Page) => page.getByRole('list', { name: 'What was sent' });
const column = (page: Page, name: string) => page.getByRole('dialog').getByRole('region', { name });

test('news for three audiences are written side by side, and those for customers wait for a yes', async () => {
  await using first = await visitAs(ada, place, phone);
  await using second = await visitAs(ben, place, desk);
  const [lead, writer] = [first.page, second.page];
  const declared = { title: 'Checkout fails', severity: 'critical' };
  const made = await ask(place.muster, 'POST', '/api/v1/incidents', declared);
  const { ref } = z.object({ ref: z.string() }).parse(made);
  await lead.goto(`/incidents/${ref}`);
  await lead.getByRole('button', { name: 'I take command' }).click();

  await writer.goto(`/incidents/${ref}`);
  await writer.getByText('Command: ada').waitFor();
  await writer.keyboard.press('u');
  const [staff, executives, customers] = ['Staff', 'Executives', 'Customers'].map((name) =>
    column(writer, name),
  );
  if (!staff || !executives || !customers) throw new Error('there are three columns');
  await staff.getByRole('button', { name: 'Send', exact: true }).click();
  await column(writer, 'Executives')
    .getByRole('textbox', { name: 'What they should know' })
    .fill('Checkout fails. We need no decision.');
  await executives.getByRole('button', { name: 'Send', exact: true }).click();

  const text = customers.getByRole('textbox', { name: 'What they should know' });
  await customers.getByText('Still to be filled in').first().waitFor();
  await text.fill('Payments by card fail. It will be fixed by noon.');
  await customers.getByText('promises when it will be over').waitFor();
  await text.fill('Payments by card fail for one customer in ten.');
  await customers.getByText('promises when it will be over').waitFor({ state: 'detached' });
  expect(await violations(writer)).toEqual([]);
  await customers.getByRole('button', { name: 'Hand in for a yes' }).click();
  await customers.getByText('Waits for a yes of ada').waitFor();
  expect(await customers.getByRole('button', { name: 'Yes, send it' }).count()).toBe(0);

  await lead.goto('/');
  await lead.getByRole('link', { name: /Read news for customers/ }).click();
  await lead.getByRole('button', { name: 'News', exact: true }).click();
  await lead.getByRole('button', { name: 'Read: Customers' }).click();
  expect(await violations(lead)).toEqual([]);
  await column(lead, 'Customers').getByRole('button', { name: 'Yes, send it' }).click();
  await column(lead, 'Customers').getByRole('textbox', { name: 'What they should know' }).waitFor();
  await lead.keyboard.press('Escape');

  await writer.keyboard.press('Escape');
  const sent = news(writer).getByRole('listitem').filter({ hasText: 'Payments by card fail' });
  await sent.getByText('with a yes of ada').waitFor();
  expect(await news(writer).getByRole('listitem').count()).toBe(3);
  expect([...first.complaints, ...second.complaints]).toEqual([]);
});

test('news that were wrong are taken back, and everybody sees that they were', async () => {
  await using visitor = await visitAs(ben, place, desk);
  const { page } = visitor;
  const made = await ask(place.muster, 'POST', '/api/v1/incidents', { title: 'Search is slow' });
  const { ref } = z.object({ ref: z.string() }).parse(made);
  const wrong = { audience: 'staff', text: 'Search is back.', publish: true };
  await ask(place.muster, 'POST', `/api/v1/incidents/${ref}/updates`, wrong);
  await page.goto(`/incidents/${ref}?tab=news`);
  await news(page).getByRole('button', { name: 'Take back' }).click();
  await page.getByRole('textbox', { name: 'Why' }).fill('It is another search');
  await page.getByRole('button', { name: 'Take it back' }).click();
  await news(page).getByText('It is another search').waitFor();
  expect(await news(page).getByRole('button', { name: 'Take back' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Tell Staff: still working on it' }).waitFor({ state: 'detached' });
  expect(visitor.complaints).toEqual([]);
});

test('a customer without session or script reads what was approved, and nothing of the inside', async () => {
  await using second = await visitAs(ben, place, desk);
  await using customer = await visit(place, { ...phone, javaScriptEnabled: false });
  const [approver, reader] = [second.page, customer.page];
  const shop = { name: 'shop', title: 'The shop', visibility: 'public', components: [{ name: 'Checkout' }] };
  await ask(place.muster, 'POST', '/api/v1/status-pages', shop);
  const inside = { title: 'db-7 has no space left', severity: 'critical', command: true };
  const { ref } = z
    .object({ ref: z.string() })
    .parse(await ask(place.muster, 'POST', '/api/v1/incidents', inside));
  await ask(place.muster, 'POST', `/api/v1/incidents/${ref}/updates`, {
    audience: 'customers',
    text: 'Payments by card fail.',
    publish: true,
    components: [{ name: 'Checkout', state: 'partial_outage' }],
    pages: ['shop'],
  });
  const seen = async () => {
    await reader.goto('/status/shop');
    return reader.getByRole('main').innerText();
  };
  await expect.poll(seen).toContain('Everything works');
  await approver.goto(`/incidents/${ref}?tab=news`);
  await approver.getByRole('button', { name: 'Read: Customers' }).click();
  await column(approver, 'Customers').getByRole('button', { name: 'Yes, send it' }).click();
  await news(approver).getByRole('listitem').filter({ hasText: 'Payments by card fail.' }).waitFor();
  await expect.poll(seen, { timeout: 30_000 }).toContain('Payments by card fail.');
  expect(await reader.content()).not.toMatch(/db-7|INC-/);
  expect([...second.complaints, ...customer.complaints]).toEqual([]);
});
