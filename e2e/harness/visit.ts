/** A person in front of a browser, and what the browser complains about meanwhile. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { Muster } from './server.ts';

/** A phone in one hand; a screen on a desk. */
export const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const;
export const desk = { viewport: { width: 1440, height: 900 } } as const;

type Where = { browser: Browser; muster: Muster };

export interface Visit extends AsyncDisposable {
  page: Page;
  context: BrowserContext;
  /** Errors of the console (among them breaches of the content policy), crashes, requests to other hosts. */
  complaints: string[];
}

/** A browser of its own, as far as cookies and storage go, that knows nobody yet. */
export async function visit(
  { browser, muster }: Where,
  options: BrowserContextOptions = desk,
): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: muster.url,
    locale: 'en-GB',
    timezoneId: 'Europe/Madrid',
    ...options,
  });
  // Longer than anything takes on a machine that others keep busy; nothing is waited for as long when all is well.
  context.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => complaints.push(`crash: ${error.error().message}`));
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol !== 'data:' && origin !== muster.url)
      complaints.push(`asked another host: ${request.url()}`);
  });
  const page = await context.newPage();
  return { page, context, complaints, [Symbol.asyncDispose]: () => context.close() };
}

/** The same, signed in, without the way through the sign-in screen. */
export async function visitAs(
  who: { email: string; password: string },
  place: Where,
  options: BrowserContextOptions = desk,
): Promise<Visit> {
  const visitor = await visit(place, options);
  const answer = await visitor.context.request.post('/api/v1/session', {
    data: { email: who.email, password: who.password },
  });
  if (!answer.ok()) throw new Error(`signing in answered ${answer.status()} ${await answer.text()}`);
  return visitor;
}

/** Presses Tab until the element with this name has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, role: 'button' | 'link' | 'combobox', name: string): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: true });
  await wanted.first().waitFor();
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if (await wanted.first().evaluate((element) => element === element.ownerDocument.activeElement)) return;
  }
  throw new Error(`60 presses of Tab do not reach the ${role} ${name}`);
}
