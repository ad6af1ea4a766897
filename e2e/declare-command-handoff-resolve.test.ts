import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openDb } from '../server/src/platform/db.ts';
import { plantLongStream } from '../server/test/harness/long-stream.ts';
import { openPlace, type Place } from './harness/place.ts';
import { ada, ask, ben, letBenIn } from './harness/town.ts';
import { violations } from './harness/violations.ts';
import { desk, phone, visitAs } from './harness/visit.ts';

let place: Place;
beforeAll(async () => {
  place = await openPlace();
  await letBenIn(place.muster);
});
afterAll(() => place.close());

const events = z.object({ items: z.array(z.object({ seq: z.number(), type: z.string() })) });
const inShort = (page: Page) => page.getByRole('region', { name: 'The incident in short' });
const log = (page: Page) => page.getByRole('region', { name: 'Log', exact: true });
const writing = (page: Page) => log(page).getByRole('textbox', { name: /^What happened/ });

async function write(page: Page, line: string): Promise<void> {
  await writing(page).fill(line);
  await writing(page).press('Enter');
}

/** What does not fit makes the whole page move sideways. */
const widthOf = (page: Page) => page.evaluate('document.documentElement.scrollWidth');

test('declared on a phone, led on a desk, handed over to another, and resolved', async () => {
  await using hand = await visitAs(ben, place, phone);
  await using big = await visitAs(ada, place, desk);
  const [one, two] = [hand.page, big.page];
  await one.goto('/declare');
  await one.getByLabel('What is wrong?').fill('Data centre 1 cannot be reached');
  const own = one.getByRole('checkbox', { name: /command/ });
  if (await own.isChecked()) await own.uncheck();
  await one.getByRole('button', { name: 'Declare', exact: true }).click();
  await one.getByRole('heading', { level: 1, name: 'Data centre 1 cannot be reached' }).waitFor();
  const ref = new URL(one.url()).pathname.split('/').at(-1) ?? '';

  await two.goto(`/incidents/${ref}`);
  await two.getByRole('button', { name: 'I take command' }).click();
  await inShort(one)
    .getByText(/^Command.*: ada$/)
    .waitFor();

  await write(two, '/a roll the routing release back @ada 10m');
  await write(two, '/h both links lead through one hall');
  await log(two).getByText('both links lead through one hall').waitFor();
  const other = log(one).getByRole('article', { name: 'Hypothesis, ada' });
  await other.getByText('both links lead through one hall').waitFor();
  await log(two).getByRole('button', { name: 'No effect' }).click();
  const attempt = log(one).getByRole('article', { name: 'Attempt, ada' });
  await attempt.getByRole('button', { name: 'No effect' }).waitFor({ state: 'detached' });
  await attempt.getByText('No effect').waitFor();

  await two.getByRole('button', { name: 'Severity: Average. Change it' }).click();
  await two.getByRole('radio', { name: /Critical/ }).check();
  await two.getByRole('button', { name: 'Change', exact: true }).click();
  await one.getByRole('button', { name: 'Severity: Critical. Change it' }).waitFor();
  for (const page of [one, two]) expect(await violations(page)).toEqual([]);
  expect(await widthOf(one)).toBe(phone.viewport.width);

  await handOver(two, one);
  await inShort(two)
    .getByText(/^Command.*: ben$/)
    .waitFor();
  await one.getByRole('button', { name: 'Resolved' }).click();
  await one.getByLabel('What ended it').fill('The routes are back');
  await one.getByRole('button', { name: 'Resolve', exact: true }).click();
  await inShort(two).getByText('No news are promised.').waitFor();
  await closeAllTheSame(one);
  await two.getByRole('region', { name: 'Details' }).getByText('ben: Told by telephone').waitFor();
  const { items } = events.parse(await ask(place.muster, 'GET', `/api/v1/incidents/${ref}/events`));
  const types = items.map((event) => event.type);
  expect(types.filter((type) => /declared|roleTaken|severity|handoff|status/.test(type))).toEqual([
    'declared',
    'roleTaken',
    'severityChanged',
    'handoffOffered',
    'handoffAccepted',
    'statusChanged',
    'statusChanged',
  ]);
  expect([...hand.complaints, ...big.complaints]).toEqual([]);
});

/** Closing names what is missing, and takes a reason. */
async function closeAllTheSame(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Closed', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Status' });
  await dialog.getByText('The closing notice to customers').waitFor();
  await dialog.getByLabel('Why it is closed all the same').fill('Told by telephone');
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Close it' }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** With a brief that says why and a read-back of four points. */
async function handOver(from: Page, to: Page): Promise<void> {
  await from.getByRole('button', { name: 'Hand over: Incident commander' }).click();
  const offer = from.getByRole('dialog', { name: 'Hand over: Incident commander' });
  await offer.getByRole('combobox', { name: 'To whom' }).selectOption('ben');
  await offer.getByRole('textbox', { name: /Why and when/ }).fill('My shift ends at noon');
  await offer.getByRole('button', { name: 'Offer it' }).click();
  await to.getByRole('button', { name: 'Read the brief' }).click();
  const answer = to.getByRole('dialog');
  await answer.getByText('My shift ends at noon').waitFor();
  expect(await violations(to)).toEqual([]);
  for (const point of ['Situation', 'What we want now', 'Plan', 'News and promises'])
    await answer.getByRole('textbox', { name: point, exact: true }).fill(`${point}, as I got it`);
  await answer.getByRole('button', { name: 'I have it' }).click();
}

test('with five thousand lines the screen opens at the latest, and old ones are found', async () => {
  const db = openDb(place.database.config, 1, () => undefined);
  const long = {
    title: 'The ledger, for days',
    count: 10_000,
    until: Temporal.Instant.from('2026-03-02T09:00:00Z'),
  };
  const { ref } = await plantLongStream(db, long);
  await db.close();
  for (const size of [desk, phone]) {
    await using visitor = await visitAs(ada, place, size);
    const { page } = visitor;
    await page.goto(`/incidents/${ref}`);
    await log(page)
      .getByText(/^Line 9998: /)
      .waitFor();
    expect(await log(page).getByRole('article').count()).toBeLessThan(120);
    expect(await violations(page)).toEqual([]);
    expect(await widthOf(page)).toBe(size.viewport.width);
    const search = log(page).getByRole('searchbox', { name: 'Search in the log' });
    await search.fill('Line 12:');
    await search.press('Enter');
    await log(page)
      .getByText(/^Line 12: /)
      .waitFor();
    expect(visitor.complaints).toEqual([]);
  }
});
