import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { storedScripts } from '../server/test/harness/hostile.ts';
import { openPlace, type Place } from './harness/place.ts';
import { ada, ask } from './harness/town.ts';
import { phone, visitAs } from './harness/visit.ts';

let place: Place;
beforeAll(async () => {
  place = await openPlace();
});
afterAll(() => place.close());

const made = z.object({ id: z.string(), ref: z.string() });
async function declared(title: string) {
  return made.parse(await ask(place.muster, 'POST', '/api/v1/incidents', { title }));
}

const paper = (page: Page) => page.getByRole('textbox', { name: 'Live document of the incident' });
const lines = (page: Page) => paper(page).locator('h2, p').allTextContents();
const mark = (page: Page, text: string | RegExp) =>
  page.getByRole('region', { name: 'Document' }).getByRole('status').getByText(text);

async function open(page: Page, ref: string): Promise<void> {
  await page.goto(`/incidents/${ref}?tab=document`);
  await paper(page).click();
  await toTheEnd(page);
}

/** The editor hears of a move of the cursor a moment after it; no hand is faster than that. */
async function toTheEnd(page: Page): Promise<void> {
  await page.keyboard.press('Control+End');
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
}

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.keyboard.press('Control+V');
}

test('two write at once, one goes on without a connection, and nothing is lost', async () => {
  const { id, ref } = await declared('Checkout fails');
  await using desk = await visitAs(ada, place);
  await using hand = await visitAs(ada, place, phone);
  await open(desk.page, ref);
  await paper(desk.page).getByText('What we do next').waitFor();
  await open(hand.page, ref);
  await desk.page.keyboard.type('written at the desk');
  await paper(hand.page).getByText('written at the desk').waitFor();
  await desk.page.getByRole('list', { name: '1 other is here' }).getByText('ada').waitFor();
  await mark(desk.page, 'Saved').waitFor();

  await hand.context.setOffline(true);
  await toTheEnd(hand.page);
  await hand.page.keyboard.press('Enter');
  await hand.page.keyboard.type('written on the train');
  await mark(hand.page, /^Not connected: \d+ changes wait$/).waitFor();
  await desk.page.keyboard.type(', and meanwhile');
  await hand.context.setOffline(false);
  await paper(desk.page).getByText('written on the train').waitFor();
  await paper(hand.page).getByText(', and meanwhile').waitFor();
  await mark(hand.page, 'Saved').waitFor();
  expect(await lines(hand.page)).toEqual(await lines(desk.page));

  const kept = z.object({ markdown: z.string() });
  const { markdown } = kept.parse(await ask(place.muster, 'GET', `/api/v1/incidents/${id}/document`));
  expect(markdown).toContain('written at the desk, and meanwhile\n\nwritten on the train');
  expect(desk.complaints).toEqual([]);
  expect(hand.complaints.filter((one) => !one.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
});

test('pasted Markdown becomes structure, is copied as Markdown, and nothing in it becomes more', async () => {
  const { ref } = await declared('Payments time out');
  await using visitor = await visitAs(ada, place);
  const { page, context } = visitor;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, ref);
  const list = '- rolled **back** at 10:20\n- errors [went down](<https://graphs.example/x>)';
  await paste(page, `${list}\n\n[no](javascript:alert(1))\n`);
  await paper(page).getByRole('listitem').getByText('back').waitFor();
  await paper(page).getByRole('link', { name: 'went down' }).waitFor();
  for (const text of storedScripts) {
    await toTheEnd(page);
    await page.keyboard.press('Enter');
    await paste(page, text);
  }
  await mark(page, 'Saved').waitFor();
  expect(
    await paper(page).locator('script, img:not(.ProseMirror-separator), iframe, svg, style').count(),
  ).toBe(0);
  expect(await paper(page).locator('a[href^="javascript:"]').count()).toBe(0);
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+C');
  const copied = String(await page.evaluate('navigator.clipboard.readText()'));
  expect(copied).toContain(list);
  expect(visitor.complaints).toEqual([]);
});
