import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPlace, type Place } from './harness/place.ts';
import { ada, fire } from './harness/town.ts';
import { tabTo, visitAs } from './harness/visit.ts';

let place: Place;

beforeAll(async () => {
  place = await openPlace();
});

afterAll(() => place.close());

test('an override made by keyboard alone changes who is on call, and can be taken back', async () => {
  await using visitor = await visitAs(ada, place);
  const { page } = visitor;
  const { keyboard } = page;
  const head = page.locator('main header');
  await page.goto('/on-call/primary');
  await head.getByText('On call now: ada').waitFor();
  await page.getByText('Covered without a gap').waitFor();

  await tabTo(page, 'button', 'Override');
  await keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Take or give a span' });
  await dialog.waitFor();
  // Escape puts it away and gives the focus back; a form begins at its first field.
  await keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await keyboard.press('Enter');
  const who = dialog.getByRole('combobox', { name: 'Who takes it' });
  await who.waitFor();
  expect(await hasFocus(who)).toBe(true);
  await keyboard.type('Ben');
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  const from = dialog.getByLabel('From');
  expect(await hasFocus(from)).toBe(true);
  // The form offers the coming hour; a day before it, Ben has it already.
  const yesterday = Temporal.PlainDateTime.from(await from.inputValue()).subtract({ days: 1 });
  await keyboard.type(typed(yesterday));
  expect(await from.inputValue()).toBe(yesterday.toString({ smallestUnit: 'minute' }));
  await keyboard.press('Enter');

  await page.getByText('The override holds.').waitFor();
  await head.getByText('On call now: ben').waitFor();
  await page.getByRole('region', { name: 'Overrides' }).getByText('made by ada').waitFor();

  await tabTo(page, 'button', 'Take back');
  await keyboard.press('Enter');
  await head.getByText('On call now: ada').waitFor();
  expect(visitor.complaints).toEqual([]);
});

function hasFocus(field: Locator): Promise<boolean> {
  return field.evaluate((element) => element === element.ownerDocument.activeElement);
}

/** As the parts of the field are typed one after the other in a browser of American English. */
function typed(at: Temporal.PlainDateTime): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const date = `${two(at.month)}${two(at.day)}${String(at.year).padStart(6, '0')}`;
  return `${date}${two(at.hour % 12 || 12)}${two(at.minute)}${at.hour < 12 ? 'A' : 'P'}`;
}

test('j and k walk, a takes, Ctrl-K finds', async () => {
  await using visitor = await visitAs(ada, place);
  const { page } = visitor;
  const { keyboard } = page;
  await page.goto('/');
  await page.getByText('All is well').waitFor();
  await fire(place.muster, 'Carts are empty');
  await page.getByRole('link', { name: 'Carts are empty', exact: true }).waitFor();
  await fire(place.muster, 'Prices are zero');
  await page.getByRole('link', { name: 'Prices are zero', exact: true }).waitFor();

  const focused = async () => String(await page.evaluate('document.activeElement.textContent'));
  await keyboard.press('j');
  const first = await focused();
  await keyboard.press('j');
  const second = await focused();
  expect([first, second].toSorted((a, b) => a.localeCompare(b))).toEqual([
    'Carts are empty',
    'Prices are zero',
  ]);
  await keyboard.press('k');
  expect(await focused()).toBe(first);
  await keyboard.press('a');
  const taken = page.locator('[data-page]', { hasText: String(first) });
  await taken.getByText('You have it', { exact: true }).waitFor();
  const other = page.locator('[data-page]', { hasText: String(second) });
  expect(await other.getByRole('button', { name: 'Acknowledge' }).count()).toBe(1);

  await keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find anything' }).waitFor();
  await keyboard.type('ledg');
  await page.getByRole('option', { name: 'ledger' }).waitFor();
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: 'ledger', exact: true }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/services/ledger');
  expect(visitor.complaints).toEqual([]);
});

test('a lost connection is shown, and what was missed comes when it is back', async () => {
  await using visitor = await visitAs(ada, place);
  const { page } = visitor;
  await page.goto('/');
  const lost = page.getByRole('status').filter({ hasText: 'Not live', visible: true });
  await page.getByRole('link', { name: 'Prices are zero', exact: true }).waitFor();
  expect(await lost.count()).toBe(0);

  await place.muster.stop();
  await lost.waitFor();
  await place.muster.start();
  await fire(place.muster, 'While nobody looked');
  await page.getByRole('link', { name: 'While nobody looked', exact: true }).waitFor({ timeout: 20_000 });
  await lost.waitFor({ state: 'hidden' });
});
