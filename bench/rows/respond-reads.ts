// Incidents with a long record: folding it, showing any instant of it, and opening its screen.

import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../../e2e/harness/browser.ts';
import { buildWebIfChanged } from '../../scripts/build-web.ts';
import { fold } from '../../server/src/respond/stream/model.ts';
import { type LongStream, plantLongStream } from '../../server/test/harness/long-stream.ts';
import { median, type Row, short } from '../figures.ts';
import { quiet } from '../machine.ts';
import { forget, type Muster, startMuster } from '../muster.ts';
import { sessionsOf } from './document.ts';

/** Half of them add a line, so that the long log has 5,000. */
const longCount = 10_000;
const shortCount = 20;

interface Stored {
  long: LongStream;
  brief: LongStream;
}

export async function readRows(rounds: number, profile?: string): Promise<Row[]> {
  buildWebIfChanged(join(import.meta.dirname, '../..'));
  const muster = await startMuster(profile ? { profile } : {});
  const cookies = await sessionsOf(muster, 1);
  const until = Temporal.Now.instant();
  const stored = {
    long: await plantLongStream(muster.db, { title: 'Days of it', count: longCount, until }),
    brief: await plantLongStream(muster.db, { title: 'Just begun', count: shortCount, until }),
  };
  const browser = await openBrowser();
  const rows = [
    await foldRow(stored, rounds),
    ...(await instantRows(muster, stored, rounds)),
    await apiRow(muster, stored, rounds),
    await screenRow(muster, { ...stored, browser, cookie: cookies[0] ?? '' }, rounds),
  ];
  await browser.close();
  await muster.stop();
  forget(muster.dataDir);
  return rows;
}

async function foldRow({ long }: Stored, rounds: number): Promise<Row> {
  const text = JSON.stringify(long.events);
  const ours = await timed(rounds, () => fold(null, long.events));
  const theirs = await timed(rounds, () => JSON.parse(text));
  return {
    what: `fold of ${longCount.toLocaleString('en-US')} events, ${longCount / 2} of them lines`,
    ...against(ours, theirs, 'reading the same events from their text'),
  };
}

async function instantRows(muster: Muster, { long }: Stored, rounds: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const part of [0.5, 1]) {
    const seq = Math.floor(long.events.length * part);
    const at = long.events[seq - 1]?.at ?? '';
    const path = `/api/v1/incidents/${long.id}?at=${encodeURIComponent(at)}`;
    const ours = await timed(rounds, () => muster.call('GET', path));
    const theirs = await timed(rounds, () =>
      muster.db.pool.query('select * from respond.events where incident = $1 and seq <= $2 order by seq', [
        long.id,
        seq,
      ]),
    );
    rows.push({
      what: `the incident as it was after ${seq.toLocaleString('en-US')} events`,
      ...against(ours, theirs, 'asking the database for these events'),
    });
  }
  return rows;
}

async function apiRow(muster: Muster, { long, brief }: Stored, rounds: number): Promise<Row> {
  const open = async ({ id }: LongStream) => {
    await muster.call('GET', `/api/v1/incidents/${id}`);
    await muster.call('GET', `/api/v1/incidents/${id}/entries?limit=100`);
  };
  const ours = await timed(rounds * 5, () => open(long));
  const theirs = await timed(rounds * 5, () => open(brief));
  const what = 'what the screen asks for: the incident, and the latest 100 of 5,000 lines';
  return { what, ...against(ours, theirs, 'the same of one with 10 lines') };
}

interface Scene extends Stored {
  browser: Browser;
  cookie: string;
}

async function screenRow(
  muster: Muster,
  { browser, cookie, long, brief }: Scene,
  rounds: number,
): Promise<Row> {
  const context = await browser.newContext({ baseURL: muster.url, viewport: { width: 1440, height: 900 } });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: muster.url }]);
  const page = await context.newPage();
  const open = async ({ ref, events }: LongStream) => {
    const last = events.findLast((one) => one.type === 'entryAdded');
    await page.goto(`/incidents/${ref}`);
    const text = last?.type === 'entryAdded' ? last.data.text.slice(0, 10) : '';
    await page.getByRole('region', { name: 'Log', exact: true }).getByText(text).first().waitFor();
  };
  const ours = await timed(rounds, () => open(long));
  const theirs = await timed(rounds, () => open(brief));
  await context.close();
  const what = 'the screen in a browser, until the latest of 5,000 lines stands there';
  return { what, ...against(ours, theirs, 'the same of one with 10 lines') };
}

/** The median in milliseconds; the first time warms up and does not count. */
async function timed(rounds: number, work: () => unknown): Promise<number> {
  await quiet();
  const took: number[] = [];
  for (let i = 0; i <= rounds; i += 1) {
    const from = performance.now();
    await work();
    if (i > 0) took.push(performance.now() - from);
  }
  return median(took);
}

function against(ours: number, theirs: number, beside: string): Omit<Row, 'what'> {
  return {
    figure: `${short(ours)} ms`,
    against: `${beside}: ${short(theirs)} ms`,
    ratio: short(ours / theirs),
    aim: '',
    met: null,
  };
}
