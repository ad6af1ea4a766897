import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openPlace, type Place } from './harness/place.ts';
import { ada, fire } from './harness/town.ts';
import { desk, phone, visit, visitAs } from './harness/visit.ts';

let place: Place;

beforeAll(async () => {
  place = await openPlace();
});

afterAll(() => place.close());

const call = z.object({ person: z.string(), acknowledge: z.string(), page: z.object({ title: z.string() }) });
const callAt = (at: number) => call.parse(JSON.parse(String(place.receiver.received[at]?.body)));

test('a page appears by itself on a phone, and one tap takes it', async () => {
  await using night = await visitAs(ada, place, phone);
  const { page } = night;
  await page.goto('/');
  await page.getByText('All is well').waitFor();
  await page.evaluate('window.loadedOnce = true');

  await fire(place.muster, 'Checkout answers nobody');
  const mine = page.getByRole('region', { name: 'Yours' });
  await mine.getByText('Checkout answers nobody').first().waitFor();
  await place.receiver.waitFor(1);
  expect(callAt(0)).toMatchObject({ person: 'ada', page: { title: 'Checkout answers nobody' } });

  const acknowledge = page.getByRole('button', { name: 'Acknowledge', exact: true });
  const { width = 0, height = 0 } = (await acknowledge.boundingBox()) ?? {};
  expect(width, 'the button fills the width').toBeGreaterThan(250);
  expect(height).toBeGreaterThanOrEqual(44);
  await acknowledge.tap();
  await page.getByText('You have it', { exact: true }).first().waitFor({ timeout: 1_000 });
  expect(await page.evaluate('window.loadedOnce'), 'it was never loaded anew').toBe(true);

  await page.getByRole('link', { name: 'Checkout answers nobody', exact: true }).tap();
  await page.getByText('Nothing more by itself while you have it.').waitFor();
  const told = page.getByRole('region', { name: 'Who was told' }).getByRole('listitem');
  await told.filter({ hasText: 'delivered' }).waitFor();
  await expect
    .poll(() => told.count(), { message: 'the second call is not planned any more', timeout: 5_000 })
    .toBe(1);
  expect(place.receiver.received).toHaveLength(1);
  expect(night.complaints).toEqual([]);
});

test('a one-time link takes a page on a device that knows nobody', async () => {
  const before = place.receiver.received.length;
  await fire(place.muster, 'Ledger is behind');
  await place.receiver.waitFor(before + 1);
  const { acknowledge } = callAt(before);

  await using stranger = await visit(place, phone);
  const { page } = stranger;
  await page.goto(acknowledge);
  await page.getByRole('heading', { name: 'Ledger is behind' }).waitFor();
  await page.getByRole('button', { name: 'Acknowledge' }).tap();
  await page.getByText('This page is acknowledged by ada.').waitFor();

  await page.goto(acknowledge);
  expect(await page.getByRole('button').count(), 'there is nothing left to press').toBe(0);
  expect(stranger.complaints).toEqual([]);
});

test('when nobody answers, the next person is asked, and the page tells why', async () => {
  const before = place.receiver.received.length;
  await fire(place.muster, 'Refunds fail');
  await place.receiver.waitFor(before + 1);

  await using morning = await visitAs(ada, place, desk);
  const { page } = morning;
  await page.goto('/');
  await page.getByRole('link', { name: 'Refunds fail', exact: true }).click();
  await page.getByRole('button', { name: 'Escalate', exact: true }).click();
  await place.receiver.waitFor(before + 2);
  expect(callAt(before)).toMatchObject({ person: 'ada' });
  expect(callAt(before + 1)).toMatchObject({ person: 'ben', page: { title: 'Refunds fail' } });

  const told = page.getByRole('region', { name: 'Who was told' });
  await told.getByRole('listitem').filter({ hasText: 'ben' }).filter({ hasText: 'delivered' }).waitFor();
  await told.getByRole('listitem').filter({ hasText: 'ada' }).filter({ hasText: 'delivered' }).waitFor();
  const why = page.getByRole('region', { name: 'Why this, why these people' });
  await why.getByText('ada escalated to the next step.').waitFor();
  await why.getByText(/^Step 2 .*went to ben/).waitFor();
  expect(morning.complaints).toEqual([]);
});
