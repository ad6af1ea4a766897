// One status page under the traffic of an outage, against bare static serving of the same bytes in the same run; and
// what that traffic costs the notifications of alerts that come in meanwhile.
import { join } from 'node:path';
import autocannon from 'autocannon';
import { medianOf, type Row, short } from '../figures.ts';
import { end, freePort, serverCore, spawnOn, untilReady } from '../machine.ts';
import { doorOf, forget, organisation, startMuster } from '../muster.ts';
import { openSink } from '../sink.ts';
import { measure } from './latency.ts';

const seconds = 5;
const wanted = 5_000;
const alerts = { rate: 20, count: 100 };

export async function statusPageRows(rounds: number, profile?: string): Promise<Row[]> {
  const sink = await openSink();
  const muster = await startMuster(profile ? { profile } : {});
  await muster.call('PUT', '/api/v1/organisation', organisation(sink.url));
  const components = Array.from({ length: 10 }, (_, i) => ({ name: `Part ${i + 1}`, group: 'All' }));
  const page = { name: 'shop', title: 'The shop', visibility: 'public', components };
  await muster.call('POST', '/api/v1/status-pages', page);
  const url = `${muster.url}/status/shop`;
  await untilWritten(url);
  const port = await freePort();
  const file = join(muster.dataDir, 'status/shop/current/index.html.gz');
  const bare = spawnOn(serverCore, [
    process.execPath,
    join(import.meta.dirname, '../plain-files.ts'),
    String(port),
    file,
  ]);
  await untilReady(`http://127.0.0.1:${port}/`, bare);
  const target = { sink, url: doorOf(muster), form: 'webhook' as const };
  await shoot(url, {});
  await measure({ name: 'warm-up', rate: 50, count: 50 }, target);
  const [ours, least, paced]: Shots[][] = [[], [], []];
  const [alone, beside]: { p50Ms: number; p99Ms: number; missing: number }[][] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    ours?.push(await shoot(url, {}));
    least?.push(await shoot(`http://127.0.0.1:${port}/`, {}));
    alone?.push(await measure({ name: 'alone', ...alerts }, target));
    const load = shoot(url, { overallRate: wanted });
    beside?.push(await measure({ name: 'beside', ...alerts }, target));
    paced?.push(await load);
  }
  await end(bare);
  await muster.stop();
  sink.close();
  forget(muster.dataDir);
  return [
    ...pageRows({ ours: ours ?? [], least: least ?? [], paced: paced ?? [] }),
    engineRow(alone ?? [], beside ?? []),
  ];
}

interface Shots {
  perSecond: number;
  p99Ms: number;
  failed: number;
}

async function shoot(url: string, limits: { overallRate?: number }): Promise<Shots> {
  const headers = { 'accept-encoding': 'gzip' };
  const { requests, latency, errors, non2xx } = await autocannon({
    url,
    headers,
    connections: 50,
    duration: seconds,
    ...limits,
  });
  return { perSecond: requests.average, p99Ms: latency.p99, failed: errors + non2xx };
}

function pageRows({ ours, least, paced }: { ours: Shots[]; least: Shots[]; paced: Shots[] }): Row[] {
  const [rate, bare] = [medianOf(ours, (one) => one.perSecond), medianOf(least, (one) => one.perSecond)];
  const [p99, bareP99] = [medianOf(ours, (one) => one.p99Ms), medianOf(least, (one) => one.p99Ms)];
  const failed = [...ours, ...paced].reduce((sum, one) => sum + one.failed, 0);
  const held = medianOf(paced, (one) => one.perSecond);
  const heldP99 = medianOf(paced, (one) => one.p99Ms);
  return [
    {
      what: 'a status page, as fast as 50 connections ask for it',
      figure: `${short(rate)}/s, p99 ${short(p99)} ms${failed ? `; ${failed} failed` : ''}`,
      against: `the same bytes from memory by a bare server: ${short(bare)}/s, p99 ${short(bareP99)} ms`,
      ratio: short(rate / bare),
      aim: `${short(wanted)}/s, p99 at most 200 ms, none failed`,
      met: rate >= wanted && p99 <= 200 && failed === 0,
    },
    {
      what: `a status page, asked for ${short(wanted)} times a second while alerts come in`,
      figure: `${short(held)}/s, p99 ${short(heldP99)} ms`,
      against: `${short(wanted)}/s asked for`,
      ratio: short(held / wanted),
      aim: 'p99 at most 200 ms',
      met: heldP99 <= 200,
    },
  ];
}

function engineRow(
  alone: { p50Ms: number; p99Ms: number; missing: number }[],
  beside: { p50Ms: number; p99Ms: number; missing: number }[],
): Row {
  const figure = (samples: typeof alone) => ({
    p50: medianOf(samples, (one) => one.p50Ms),
    p99: medianOf(samples, (one) => one.p99Ms),
  });
  const [quiet, busy] = [figure(alone), figure(beside)];
  const missing = beside.reduce((sum, one) => sum + one.missing, 0);
  return {
    what: `alert to notification, ${alerts.rate}/s, while the page is asked for ${short(wanted)} times a second`,
    figure: `p50 ${short(busy.p50)} ms, p99 ${short(busy.p99)} ms${missing ? `; ${missing} missing` : ''}`,
    against: `the same alerts without: p50 ${short(quiet.p50)} ms, p99 ${short(quiet.p99)} ms`,
    ratio: `p50 ${short(busy.p50 / quiet.p50)}, p99 ${short(busy.p99 / quiet.p99)}`,
    aim: 'p99 below a second, none missing',
    met: busy.p99 < 1_000 && missing === 0,
  };
}

async function untilWritten(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await fetch(url)).ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the page was not written');
}
