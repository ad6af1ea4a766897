import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPlace, type Place } from './harness/place.ts';
import { ada } from './harness/town.ts';
import { phone, visitAs } from './harness/visit.ts';

let place: Place;

beforeAll(async () => {
  place = await openPlace();
});

afterAll(() => place.close());

test('an administrator adds a gateway, tests it with his own number, and sees what it said', async () => {
  await using visitor = await visitAs(ada, place);
  const { page } = visitor;
  const { receiver } = place;
  await page.goto('/setup/channels');
  await page.getByRole('button', { name: 'Add a provider' }).click();
  await page.getByLabel('Kind').selectOption('Gateway by HTTP');
  await page.getByLabel('Short name').fill('modem');
  await page.getByLabel('Address', { exact: true }).fill(`${receiver.url}/send?key={secret}`);
  await page.getByLabel('Secret', { exact: true }).fill('the-key-of-the-modem');
  await page.getByLabel('Tells afterwards what arrived').uncheck();
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page.getByText('The provider is saved. Test it now.').waitFor();
  await page.getByText('not used yet').waitFor();
  expect(await page.content()).not.toContain('the-key-of-the-modem');

  const before = receiver.received.length;
  await page.getByRole('button', { name: 'Test modem' }).click();
  const dialog = page.getByRole('dialog', { name: 'Test modem' });
  await dialog.getByLabel('To which number').fill('600 111');
  await dialog.getByRole('button', { name: 'Send it now' }).click();
  await dialog.getByText('Write the number with its country').waitFor();
  await dialog.getByLabel('To which number').fill('+34 600 111 222');
  await dialog.getByRole('button', { name: 'Send another' }).click();
  await dialog.getByText('modem took it').waitFor();
  const sent = receiver.received[before];
  expect(sent?.path).toBe('/send?key=the-key-of-the-modem');
  expect(JSON.parse(sent?.body.toString('utf8') ?? '')).toMatchObject({ to: '+34600111222' });
  await page.keyboard.press('Escape');
  await page.getByText('works', { exact: true }).waitFor();

  await page.getByLabel('Countries').fill('de at');
  await page
    .getByRole('form', { name: 'Where messages may go' })
    .getByRole('button', { name: 'Save' })
    .click();
  await page.getByText('Saved.').waitFor();
  await page.reload();
  await expect.poll(() => page.getByLabel('Countries').inputValue()).toBe('DE AT');
  expect(visitor.complaints).toEqual([]);
});

test('it fits on a phone, by day and by night, with nothing that axe can find', async () => {
  await using visitor = await visitAs(ada, place, phone);
  const { page } = visitor;
  await page.goto('/setup/channels');
  await page.getByRole('button', { name: 'Change modem' }).click();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  }
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
});
