import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../server/test/harness/database.ts';
import { openBrowser } from './harness/browser.ts';
import { type Muster, startMuster } from './harness/server.ts';
import { ada, adaSettings } from './harness/town.ts';
import { visitAs } from './harness/visit.ts';

let browser: Browser;
let database: TestDatabase;
let muster: Muster;

beforeAll(async () => {
  [browser, database] = await Promise.all([openBrowser(), testDatabase()]);
  muster = await startMuster({ database: database.config, env: adaSettings });
});

afterAll(async () => {
  await browser.close();
  await muster.close();
  await database.drop();
});

test('the kept page starts without a network, under the policy that was kept with it', async () => {
  await using visitor = await visitAs(ada, { browser, muster });
  const { page, context, complaints } = visitor;
  await page.goto('/');
  await page.locator('main h1').first().waitFor({ state: 'attached' });
  await page.evaluate('navigator.serviceWorker.ready.then(() => null)');
  // The second visit is the worker's: each answer has a nonce of its own, and what was kept stays whole.
  await page.reload();
  await page.locator('main h1').first().waitFor({ state: 'attached' });
  const kept = () =>
    page.evaluate(
      "caches.open('muster-shell-1').then((cache) => cache.keys()).then((keys) => keys.filter((one) => one.url.includes('/assets/')).length)",
    );
  await expect.poll(kept).toBeGreaterThan(3);
  expect(complaints).toEqual([]);

  await context.setOffline(true);
  await page.reload();
  await page.locator('main').first().waitFor({ state: 'attached' });
  expect(await page.evaluate("document.documentElement.outerHTML.includes('/assets/')")).toBe(true);
  expect(complaints.filter((one) => /content security|refused to/i.test(one))).toEqual([]);
});

test('the manifest is taken, and the worker may ask this server only', async () => {
  await using visitor = await visitAs(ada, { browser, muster });
  await visitor.page.goto('/');
  const manifest = await visitor.page.evaluate(
    "fetch('/manifest.webmanifest').then((one) => one.json()).then((one) => one.name)",
  );
  expect(manifest).toBe('Muster');
  const worker = await fetch(`${muster.url}/sw.js`);
  expect(worker.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(visitor.complaints).toEqual([]);
});
