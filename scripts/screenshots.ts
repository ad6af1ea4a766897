// `npm run screenshots`: takes the pictures of the manual, from a Muster of its own with the example organisation.
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { z } from 'zod';
import { openBrowser } from '../e2e/harness/browser.ts';
import { type Muster, startMuster } from '../e2e/harness/server.ts';
import { ask } from '../e2e/harness/town.ts';
import { desk, phone, visit } from '../e2e/harness/visit.ts';
import { startMailServer } from '../server/test/harness/providers.ts';
import { buildWebIfChanged } from './build-web.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'docs/images');

interface Picture {
  name: string;
  /** The way there from the start of the application. */
  open: (page: Page) => Promise<void>;
  options: BrowserContextOptions;
}

const wide = { ...desk, colorScheme: 'light' } as const;
const narrow = { ...phone, deviceScaleFactor: 2, colorScheme: 'dark' } as const;

const pictures: Picture[] = [
  { name: 'now', open: openHome, options: wide },
  { name: 'page', open: openLoudestPage, options: wide },
  { name: 'alerts', open: (page) => goTo(page, '/alerts'), options: wide },
  { name: 'on-call', open: (page) => goTo(page, '/on-call'), options: wide },
  { name: 'schedule', open: (page) => goTo(page, '/on-call/platform-follow-the-sun'), options: wide },
  { name: 'services', open: (page) => goTo(page, '/services'), options: wide },
  { name: 'setup', open: (page) => goTo(page, '/setup'), options: wide },
  { name: 'now-phone', open: openHome, options: narrow },
  { name: 'page-phone', open: openLoudestPage, options: narrow },
];

await takeAll();

async function takeAll(): Promise<void> {
  buildWebIfChanged(root);
  mkdirSync(folder, { recursive: true });
  // Mail is set up, as it is where Muster is in use; it goes to a mail server that keeps it.
  const mail = await startMailServer();
  const env = { SMTP_URL: mail.url, MAIL_FROM: 'muster@example.org' };
  const [browser, muster] = await Promise.all([openBrowser(), startMuster({ args: ['--example'], env })]);
  try {
    const state = await becomeThePaged(browser, muster);
    for (const { name, open, options } of pictures) {
      await using visitor = await visit(
        { browser, muster },
        { ...options, storageState: state, reducedMotion: 'reduce' },
      );
      await open(visitor.page);
      await visitor.page.getByText('Loading …').first().waitFor({ state: 'detached' });
      const path = join(folder, `${name}.png`);
      await visitor.page.screenshot({ path, animations: 'disabled', caret: 'hide' });
      console.log(`${name}.png ${Math.ceil(statSync(path).size / 1024)} kB`);
    }
  } finally {
    await browser.close();
    await muster.close();
    await mail.close();
  }
}

async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('main h1').waitFor({ state: 'attached' });
}

/** Its parts come one after the other. */
async function openHome(page: Page): Promise<void> {
  await goTo(page, '/');
  await page.getByRole('region', { name: 'Open incidents' }).getByRole('link').first().waitFor();
  await page.getByRole('region', { name: 'On call now' }).getByRole('listitem').first().waitFor();
}

async function openLoudestPage(page: Page): Promise<void> {
  await goTo(page, '/');
  await page.locator('main [data-row][href^="/pages/"]').first().click();
  await page.getByRole('region', { name: 'Who was told' }).waitFor();
}

/** The set-up link gives somebody of the example a password: whoever the open page rings. Answers what a browser keeps. */
async function becomeThePaged(browser: Browser, muster: Muster) {
  const paged = z.object({ items: z.array(z.object({ notified: z.array(z.string()) })) });
  const name = paged.parse(await ask(muster, 'GET', '/api/v1/pages?state=triggered')).items[0]?.notified[0];
  const known = z.object({ fullName: z.string(), email: z.string(), timeZone: z.string() });
  const person = known.parse(await ask(muster, 'GET', `/api/v1/people/${name}`));
  await using visitor = await visit({ browser, muster });
  const { page, context } = visitor;
  await page.goto(await muster.setUpLink());
  await page.getByLabel('Full name').fill(person.fullName);
  await page.getByLabel('Short name').fill(name ?? '');
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password').fill('a sentence of my own');
  await page.getByLabel('Time zone').fill(person.timeZone);
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByRole('heading', { name: 'Setup', exact: true }).waitFor();
  return await context.storageState();
}
