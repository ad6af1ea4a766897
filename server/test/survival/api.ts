/** The few calls of the API that the checks need, tried again while the server is away. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Alert, listAlerts } from '@muster/contract/detect/alerts';
import { listPages, type Page } from '@muster/contract/oncall/pages';
import type { z } from 'zod';
import { adminToken } from './node-process.ts';

export async function applyOrganisation(url: string, file: unknown): Promise<void> {
  const answer = await ask(url, 'PUT', '/api/v1/organisation', file);
  if (answer.status !== 200) throw new Error(`the organisation was refused: ${await answer.text()}`);
}

const readings = ['', '/api/v2/summary.json', '/feed.atom', '/badge.svg'];

/** Makes a status page, and resolves when its files are read. */
export async function openStatusPage(url: string): Promise<void> {
  const page = {
    name: 'survival',
    title: 'Survival',
    visibility: 'public',
    components: [{ name: 'Payments' }],
  };
  const answer = await ask(url, 'POST', '/api/v1/status-pages', page);
  if (answer.status !== 201) throw new Error(`the status page was refused: ${await answer.text()}`);
  while ((await statusPageReadings(url)).some((one) => one !== 200)) await sleep(50);
}

/** What the page, its JSON, its feed and its badge answer; 0 for what does not answer. */
export function statusPageReadings(url: string): Promise<number[]> {
  const read = (path: string) =>
    fetch(`${url}/status/survival${path}`, { signal: AbortSignal.timeout(2_000) });
  return Promise.all(
    readings.map((path) =>
      read(path)
        .then(({ status }) => status)
        .catch(() => 0),
    ),
  );
}

/** Answers whether the page was acknowledged; false when the server is away just now. */
export async function acknowledge(url: string, page: string): Promise<boolean> {
  const answer = await ask(url, 'POST', `/api/v1/pages/${page}/acknowledgement`, {}).catch(() => null);
  return answer?.status === 200;
}

export const allAlerts = (url: string): Promise<Alert[]> => all(url, '/api/v1/alerts', listAlerts.answer);
export const allPages = (url: string): Promise<Page[]> => all(url, '/api/v1/pages', listPages.answer);

type ListOf<Item> = z.ZodType<{ items: Item[]; nextCursor: string | null }>;

async function all<Item>(url: string, path: string, schema: ListOf<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const list = schema.parse(await patiently(url, `${path}?limit=200${query}`));
    items.push(...list.items);
    cursor = list.nextCursor;
  }
  return items;
}

async function patiently(url: string, path: string): Promise<unknown> {
  for (let tries = 1; ; tries += 1) {
    const answer = await ask(url, 'GET', path).catch(() => null);
    if (answer?.status === 200) return answer.json();
    if (tries === 50) throw new Error(`${path} answers ${answer?.status ?? 'nothing'}`);
    await sleep(200);
  }
}

function ask(url: string, method: string, path: string, body?: unknown): Promise<Response> {
  return fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    signal: AbortSignal.timeout(20_000),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
