import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type FakeMailServer, startMailServer } from '../server/test/harness/providers.ts';
import { openPlace, type Place } from './harness/place.ts';
import { ada, ask, ben, letBenIn } from './harness/town.ts';
import { violations } from './harness/violations.ts';
import { desk, phone, visit, visitAs } from './harness/visit.ts';

let place: Place;
let mail: FakeMailServer;
beforeAll(async () => {
  mail = await startMailServer();
  place = await openPlace({ SMTP_URL: mail.url, MAIL_FROM: 'news@shop.example' });
  await letBenIn(place.muster);
});
afterAll(async () => {
  await place.close();
  await mail.close();
});

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
  await writer.getByText(/^Command.*: ada$/).waitFor();
  await writer.keyboard.press('u');
  const [staff, executives, customers] = ['Staff', 'Executives', 'Customers'].map((name) =>
    column(writer, name),
  );
  if (!staff || !executives || !customers) throw new Error('there are three columns');
  // Whoever opens it writes: the first words have the focus.
  await writer.getByRole('dialog').locator('textarea:focus').first().waitFor();
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
  const handIn = () =>
    ask(place.muster, 'POST', `/api/v1/incidents/${ref}/updates`, {
      audience: 'customers',
      text: 'Payments by card fail.',
      publish: true,
      components: [{ name: 'Checkout', state: 'partial_outage' }],
      pages: ['shop'],
    });
  await handIn();
  await subscribe(reader);
  const seen = async () => {
    await reader.goto('/status/shop');
    return reader.getByRole('main').innerText();
  };
  await expect.poll(seen).toContain('Everything works');
  await approver.goto(`/incidents/${ref}?tab=news`);
  await approver.getByRole('button', { name: 'Read: Customers' }).click();
  await refuse(approver);
  await handIn();
  await approver.getByRole('button', { name: 'Read: Customers' }).click();
  await column(approver, 'Customers').getByRole('button', { name: 'Yes, send it' }).click();
  await news(approver).getByRole('listitem').filter({ hasText: 'Payments by card fail.' }).waitFor();
  await expect.poll(seen, { timeout: 30_000 }).toContain('Payments by card fail.');
  expect(await reader.content()).not.toMatch(/db-7|INC-/);

  // One press in the mail's own link ends it, and needs no script.
  await reader.goto(await linkMailed('subscription'));
  await reader.getByRole('button', { name: 'End it' }).click();
  await reader.getByText('Nothing of your address is kept.').waitFor();

  // At a lower severity it needs nobody's yes.
  await ask(place.muster, 'PATCH', `/api/v1/incidents/${ref}`, { severity: 'average' });
  await approver.keyboard.press('Escape');
  await news(approver).getByRole('button', { name: 'Put right' }).click();
  const dialog = approver.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Checkout' }).selectOption({ label: 'Down' });
  await dialog.getByRole('textbox', { name: 'Why' }).fill('It fails for all');
  expect(await violations(approver)).toEqual([]);
  await dialog.getByRole('button', { name: 'Put it right' }).click();
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(seen, { timeout: 30_000 }).toContain('Down');
  expect([...second.complaints, ...customer.complaints]).toEqual([]);
});

/** Whoever reads first says no, and everybody sees why. */
async function refuse(approver: Page): Promise<void> {
  const waiting = column(approver, 'Customers');
  await waiting.getByRole('button', { name: 'No', exact: true }).click();
  await waiting.getByRole('textbox', { name: 'What is to be changed' }).fill('Say since when');
  await waiting.getByRole('button', { name: 'No', exact: true }).click();
  await waiting.getByRole('textbox', { name: 'What they should know' }).waitFor();
  await approver.keyboard.press('Escape');
  await approver.getByText('What was not sent (1)').click();
  await approver.getByText(/ben said no,.*Say since when/).waitFor();
}

async function subscribe(reader: Page): Promise<void> {
  await reader.goto('/status/shop/subscribe');
  await reader.getByLabel('Your mail address').fill('cora@example.org');
  await reader.getByRole('button', { name: 'Subscribe' }).click();
  await reader.getByText('Look into your mailbox').waitFor();
  await reader.goto(await linkMailed('confirm'));
  await reader.getByRole('button', { name: 'Send me the news' }).click();
  await reader.getByText('You get the news from now on.').waitFor();
}

/** The path of the latest link of this kind that was mailed to the customer. */
async function linkMailed(kind: 'confirm' | 'subscription'): Promise<string> {
  const found = () =>
    mail.received
      .filter((one) => one.to.includes('cora@example.org'))
      .flatMap((one) => one.text.match(new RegExp(`https?://\\S+/${kind}/\\S+`)) ?? [])
      .at(-1);
  await expect.poll(found, { timeout: 30_000 }).toBeDefined();
  return new URL(found() ?? '').pathname;
}
