import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type TestDatabase, testDatabase } from '../server/test/harness/database.ts';
import { openBrowser } from './harness/browser.ts';
import { type Muster, startMuster } from './harness/server.ts';
import { ask } from './harness/town.ts';
import { desk, phone, type Visit, visit } from './harness/visit.ts';
import { walkOf } from './harness/walk.ts';

let browser: Browser;
let database: TestDatabase;
let muster: Muster;
let visitor: Visit;
let screens: string[];

beforeAll(async () => {
  [browser, database] = await Promise.all([openBrowser(), testDatabase()]);
  muster = await startMuster({ database: database.config, args: ['--example'] });
  visitor = await visit({ browser, muster });
  await becomeAna(visitor.page);
  screens = await everyScreen();
});

afterAll(async () => {
  await browser.close();
  await muster.close();
  await database.drop();
});

test('a first visit loads little script, and compressed', async () => {
  const state = await visitor.context.storageState();
  await using fresh = await visit({ browser, muster }, { storageState: state, serviceWorkers: 'block' });
  const scripts: Request[] = [];
  fresh.context.on('requestfinished', (request) => {
    if (request.resourceType() === 'script') scripts.push(request);
  });
  await fresh.page.goto('/', { waitUntil: 'load' });
  await fresh.page.getByRole('region', { name: 'On call now' }).getByRole('listitem').first().waitFor();
  const sizes = await Promise.all(scripts.map((script) => script.sizes()));
  const total = sizes.reduce((sum, one) => sum + one.responseBodySize, 0);
  expect(total, 'so much there must be').toBeGreaterThan(20_000);
  expect(total, 'bytes of script').toBeLessThanOrEqual(170_000);
});

// Both sizes at the same time, each in a process of its own: looking is work for a processor.
test('axe finds nothing on any screen, by day and by night, on a phone and on a desk', async () => {
  const found = await Promise.all([look(phone), look(desk)]);
  expect(found.flat()).toEqual([]);
}, 600_000);

test('axe finds nothing on status pages, by day and by night, on a phone and on a desk', async () => {
  const pages = await statusPages();
  const found = await Promise.all([phone, desk].map((size) => lookAtFiles(size, pages)));
  expect(found.flat()).toEqual([]);
});

test('no screen made the browser complain on the way in', () => {
  // The browser itself writes down each answer of 401, and who is not signed in yet gets one.
  expect(visitor.complaints.filter((one) => !one.includes('status of 401'))).toEqual([]);
});

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Each screen in both themes; a theme changes colours only, so in the second one only colours are looked at. */
async function look(size: typeof phone | typeof desk): Promise<string[]> {
  const state = await visitor.context.storageState();
  await using looker = await visit({ browser, muster }, { ...size, storageState: state });
  const { page } = looker;
  const walk = walkOf(looker);
  const found: string[] = [];
  const note = (where: string, what: string[]) => found.push(...what.map((one) => `${where}: ${one}`));
  for (const path of screens) {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await walk.open(path);
    if (path.includes('/INC-404')) await page.getByRole('button', { name: 'Ask to be let in' }).waitFor();
    note(`${path} light`, await walk.violations((axe) => axe.withTags(wcag)));
    const width = Number(await page.evaluate('document.scrollingElement.scrollWidth'));
    if (width > size.viewport.width) note(path, [`${width} px wide`]);
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    note(`${path} dark`, await walk.violations((axe) => axe.withRules(['color-contrast'])));
  }
  // What is not there is answered 404, and the browser itself writes that down.
  return [...found, ...looker.complaints.filter((one) => !/status of 404 .*\/INC-404/.test(one))];
}

/** What is for readers outside: the page with an incident and without, its history, an incident, and the way to subscribe. */
async function statusPages(): Promise<string[]> {
  const shape = z.object({ items: z.array(z.object({ id: z.string() })) });
  const [notice] = shape.parse(await ask(muster, 'GET', '/api/v1/status-pages/nimbus/notices')).items;
  const calm = { name: 'calm', title: 'Calm', visibility: 'public', components: [{ name: 'All of it' }] };
  await ask(muster, 'POST', '/api/v1/status-pages', calm);
  await expect
    .poll(async () => (await fetch(`${muster.url}/status/calm`)).status, { timeout: 30_000 })
    .toBe(200);
  const below = ['', '/history.html', `/incidents/${notice?.id}.html`, '/subscribe'];
  return [...below.map((path) => `/status/nimbus${path}`), '/status/calm'];
}

/** By somebody whom nobody knows. The pages allow no script: axe comes from outside, and needs a browser that has one. */
async function lookAtFiles(size: typeof phone | typeof desk, paths: string[]): Promise<string[]> {
  await using reader = await visit({ browser, muster }, size);
  const { page } = reader;
  const found: string[] = [];
  for (const path of paths) {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(path);
    const walk = walkOf(reader);
    const byDay = await walk.violations((axe) => axe.withTags(wcag));
    await page.emulateMedia({ colorScheme: 'dark' });
    const byNight = await walk.violations((axe) => axe.withRules(['color-contrast']));
    found.push(...[...byDay, ...byNight].map((one) => `${path}: ${one}`));
    const width = Number(await page.evaluate('document.scrollingElement.scrollWidth'));
    if (width > size.viewport.width) found.push(`${path}: ${width} px wide`);
  }
  return [...found, ...reader.complaints];
}

async function becomeAna(page: Page): Promise<void> {
  await page.goto(await muster.setUpLink());
  await page.getByLabel('Full name').fill('Ana Álvarez');
  await page.getByLabel('Short name').fill('ana');
  await page.getByLabel('E-mail').fill('ana@example.org');
  await page.getByLabel('Password').fill('a sentence of my own');
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByRole('heading', { name: 'Setup', exact: true }).waitFor();
}

/** The example's session, and the report on its agenda. */
async function learnScreens(): Promise<string[]> {
  const list = z.object({ items: z.array(z.object({ id: z.string() })) });
  const [session] = list.parse(await ask(muster, 'GET', '/api/v1/sessions')).items;
  const one = z.object({ reports: z.array(z.object({ id: z.string() })) });
  const { reports } = one.parse(await ask(muster, 'GET', `/api/v1/sessions/${session?.id}`));
  return [`/learn/sessions/${session?.id}`, `/learn/reports/${reports[0]?.id}`];
}

/** What the example calls the latest incident of that title. */
async function refOf(title: string): Promise<string> {
  const named = z.object({ items: z.array(z.object({ ref: z.string(), title: z.string() })) });
  const { items } = named.parse(await ask(muster, 'GET', '/api/v1/incidents?limit=50'));
  return items.find((one) => one.title.startsWith(title))?.ref ?? '';
}

async function everyScreen(): Promise<string[]> {
  const first = z.object({ items: z.array(z.object({ id: z.string() })) });
  const [page] = first.parse(await ask(muster, 'GET', '/api/v1/pages')).items;
  const [alert] = first.parse(await ask(muster, 'GET', '/api/v1/alerts')).items;
  const couriers = await refOf('Couriers in Berlin');
  const signIns = await refOf('One in twelve sign-ins');
  const { declaredAt } = z
    .object({ declaredAt: z.string() })
    .parse(await ask(muster, 'GET', `/api/v1/incidents/${couriers}`));
  return [
    '/',
    '/pages',
    `/pages/${page?.id}`,
    '/alerts',
    `/alerts/${alert?.id}`,
    '/incidents',
    '/incidents?status=all&q=sign',
    `/incidents/${couriers}`,
    `/incidents/${couriers}?tab=hypotheses`,
    `/incidents/${couriers}?step=closed`,
    '/incidents/INC-404',
    '/incidents/INC-404/brief',
    `/incidents/${couriers}?tab=about`,
    `/incidents/${couriers}?tab=work`,
    `/incidents/${couriers}?tab=impact`,
    `/incidents/${couriers}?tab=document`,
    `/incidents/${couriers}?tab=news`,
    `/incidents/${couriers}?tab=people`,
    `/incidents/${couriers}?tab=context`,
    `/incidents/${couriers}?at=${Temporal.Instant.from(declaredAt).add({ minutes: 4 })}`,
    `/incidents/${signIns}`,
    `/incidents/${couriers}/brief`,
    `/incidents/${signIns}/retrospective`,
    `/incidents/${couriers}/retrospective`,
    '/learn',
    '/learn?state=published',
    '/declare',
    '/declare/support',
    '/report',
    '/setup/respond',
    '/setup/retrospectives',
    '/setup/availability',
    '/setup/obligations',
    '/setup/follow-ups',
    '/learn/follow-ups?new=yes',
    '/learn/numbers',
    '/learn/numbers?name=Users+affected',
    '/learn/search?q=checkout',
    '/setup/import',
    '/setup/status-pages/nimbus/subscribers',
    '/on-call',
    '/on-call/cover',
    '/on-call/platform-follow-the-sun',
    '/on-call/new',
    '/on-call/readiness',
    '/measure/load',
    '/measure/incidents',
    '/measure/practice',
    '/measure/incidents?measure=active-time&days=365',
    '/learn/sessions',
    ...(await learnScreens()),
    '/learn/follow-ups',
    '/learn/follow-ups?view=list&open=FU-3',
    '/learn/follow-ups?view=teams',
    '/wall',
    '/on-call/payments-primary/edit',
    '/policies',
    '/on-call/payments-primary/temporary',
    '/policies/storefront-high',
    '/policies/new',
    '/policies/platform-low/edit',
    '/me',
    '/me/security',
    '/services',
    '/services/payment-gateway',
    '/maintenance',
    '/maintenance?plan=1',
    '/setup',
    '/setup/integrations',
    '/setup/integrations/shop-events',
    '/setup/people',
    '/setup/people?invite=yes',
    '/setup/people?person=grace',
    '/setup/organisation',
    '/setup/teams',
    '/setup/sign-in',
    '/setup/audiences',
    '/setup/status-pages',
    '/setup/status-pages/nimbus',
    '/setup/channels',
    '/setup/tokens',
    '/setup/health',
    '/setup/messages',
    '/setup/messages?state=failed',
    '/setup/audit',
    '/setup/audit?show=refused',
    '/welcome?token=none',
    '/new-password?token=none',
    '/no-such-screen',
  ];
}
