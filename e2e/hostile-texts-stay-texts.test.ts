import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type TestDatabase, testDatabase } from '../server/test/harness/database.ts';
import { freeTexts, storedScripts } from '../server/test/harness/hostile.ts';
import { type FakeReceiver, startReceiver } from '../server/test/harness/providers.ts';
import { broughtPlantings, broughtScreens } from './harness/brought-texts.ts';
import { openBrowser } from './harness/browser.ts';
import { commandPlantings, commandScreens } from './harness/command-texts.ts';
import { doorPlantings, doorScreens } from './harness/door-texts.ts';
import { dutyPlantings, dutyScreens } from './harness/duty-texts.ts';
import { followUpPlantings, followUpScreens } from './harness/follow-up-texts.ts';
import { incidentPlantings, incidentScreens } from './harness/incident-texts.ts';
import { informPlantings, informScreens } from './harness/inform-texts.ts';
import { logPlantings, logScreens } from './harness/log-texts.ts';
import { maintenancePlantings, maintenanceScreens } from './harness/maintenance-texts.ts';
import { pagePlantings, pageScreens } from './harness/page-texts.ts';
import { peoplePlantings, peopleScreens } from './harness/people-texts.ts';
import { type Planting, type Soil, soilOf } from './harness/planting.ts';
import { retrospectivePlantings, retrospectiveScreens } from './harness/retrospective-texts.ts';
import { rotaPlantings, rotaScreens } from './harness/rota-texts.ts';
import { type Muster, startMuster } from './harness/server.ts';
import { sessionPlantings, sessionScreens } from './harness/session-texts.ts';
import { elsewhere } from './harness/texts-elsewhere.ts';
import { ada, adaSettings, settle } from './harness/town.ts';
import { type Visit, visitAs } from './harness/visit.ts';
import { walkOf } from './harness/walk.ts';
import { workPlantings, workScreens } from './harness/work-texts.ts';

let browser: Browser;
let database: TestDatabase;
let muster: Muster;
let receiver: FakeReceiver;
/** Ada, who signed in once. */
let visitor: Visit;
let soil: Soil;

beforeAll(async () => {
  [browser, database, receiver] = await Promise.all([openBrowser(), testDatabase(), startReceiver()]);
  muster = await startMuster({ database: database.config, env: adaSettings });
  await settle(muster, receiver);
  visitor = await visitAs(ada, { browser, muster });
  soil = soilOf(muster, receiver, visitor);
});

afterAll(async () => {
  await browser.close();
  await muster.close();
  await receiver.close();
  await database.drop();
});

/** In this order: what comes later names people, incidents and pages that came before. */
const plantings = (): Planting[] => [
  ...peoplePlantings(soil),
  ...rotaPlantings(soil),
  ...doorPlantings(soil),
  ...pagePlantings(soil),
  ...maintenancePlantings(soil),
  ...followUpPlantings(soil),
  ...retrospectivePlantings(soil),
  ...sessionPlantings(soil),
  ...broughtPlantings(soil),
  ...commandPlantings(soil),
  ...incidentPlantings(soil),
  ...workPlantings(soil),
  ...dutyPlantings(soil),
  ...informPlantings(soil),
  ...logPlantings(soil),
];

test('every free text of the contract is planted, or is told why not', async () => {
  const document = z
    .object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
    .parse(await soil.ask('GET', '/api/v1/openapi.json'));
  const planted = new Set(
    plantings().flatMap(({ call, fields }) => fields.map((field) => `${call} ${field}`)),
  );
  const forgotten = Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, operation]) =>
        freeTexts(bodyIn(operation)).map((field) => `${method.toUpperCase()} ${path} ${field}`),
      ),
    )
    .filter((one) => !planted.has(one) && !elsewhere.some(([pattern]) => pattern.test(one)));
  expect(forgotten).toEqual([]);
});

function bodyIn(operation: unknown): unknown {
  const body = z.object({
    requestBody: z.object({ content: z.record(z.string(), z.object({ schema: z.unknown() })) }),
  });
  return body.safeParse(operation).data?.requestBody.content['application/json']?.schema;
}

test('no screen runs, follows, loads or believes any of them', async () => {
  const refused: string[] = [];
  let taken = 0;
  const all = plantings();
  for (const { call, plant } of all)
    for (const [i, text] of storedScripts.entries())
      await plant(text, i).then(
        () => {
          taken += 1;
        },
        (error: unknown) => refused.push(`${call}: ${String(error).slice(0, 300)}`),
      );
  // Some places refuse some of them, and that is safe as well; most must be there for the screens to show.
  expect(taken, refused.join('\n')).toBeGreaterThan(all.length * storedScripts.length * 0.8);

  const { page, complaints } = visitor;
  page.on('dialog', (dialog) => {
    complaints.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const walk = walkOf(visitor);
  const found: string[] = [];
  for (const path of await everyScreen()) {
    await walk.open(path);
    found.push(...(await strangeParts(page)).map((one) => `${path}: ${one}`));
  }
  expect(found).toEqual([]);
  expect(complaints).toEqual([]);
}, 600_000);

/** Elements that none of our screens has, links that lead into a script, and the mark that a script would leave. */
async function strangeParts(page: Page): Promise<string[]> {
  const found = await page.evaluate(`(() => {
    const strange = [...document.querySelectorAll('iframe, object, embed, base, meta[http-equiv], [ping], [srcdoc]')];
    const loud = [...document.querySelectorAll('*')].filter((one) => one.getAttributeNames().some((name) => name.startsWith('on')));
    const links = [...document.querySelectorAll('a[href], form[action], area[href]')].filter((one) => !/^(https?|mailto|tel):/.test(one.href ?? one.action));
    const scripts = [...document.scripts].filter((one) => one.nonce === '');
    const lost = [...document.querySelectorAll('a[href]')].filter((one) => one.origin !== location.origin && /^http/.test(one.href) && !/noopener|noreferrer/.test(one.rel));
    const mark = window.__hostile === undefined ? [] : ['a script ran: ' + window.__hostile];
    return [...mark, ...[...strange, ...loud, ...links, ...scripts, ...lost].map((one) => one.outerHTML.slice(0, 200))];
  })()`);
  return z.array(z.string()).parse(found);
}

async function everyScreen(): Promise<string[]> {
  const list = z.object({ items: z.array(z.object({ id: z.string() })) });
  const ids = async (path: string) =>
    list
      .parse(await soil.ask('GET', path))
      .items.slice(0, 4)
      .map(({ id }) => id);
  const [pages, alerts] = [await ids('/api/v1/pages?limit=4'), await ids('/api/v1/alerts?limit=4')];
  expect(pages.length * alerts.length).toBe(16);
  const drill = await soil.drill();
  return [
    ...peopleScreens,
    ...rotaScreens,
    ...maintenanceScreens,
    ...followUpScreens,
    ...retrospectiveScreens(),
    ...sessionScreens(),
    ...doorScreens,
    ...pageScreens,
    `/${encodeURIComponent(storedScripts[0] ?? '')}`,
    ...broughtScreens,
    ...commandScreens(drill),
    ...workScreens(drill),
    ...dutyScreens(drill),
    ...informScreens(drill),
    ...logScreens(drill),
    ...(await incidentScreens(soil)),
    ...pages.map((id) => `/pages/${id}`),
    ...alerts.map((id) => `/alerts/${id}`),
  ];
}
