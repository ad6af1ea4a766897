// From a line that somebody writes until 500 open screens hear that the incident has changed.
import { get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { medianOf, percentile, type Row, short } from '../figures.ts';
import { end, freePort, quiet, serverCore, spawnOn } from '../machine.ts';
import { forget, startMuster } from '../muster.ts';
import { sessionsOf } from './document.ts';

const clients = 500;
/** One person may listen with so many screens. */
const people = 25;
const changes = 30;
const everyMs = 200;

interface Sample {
  p50: number;
  p95: number;
  /** Until the last one heard of it. */
  lastP95: number;
  missing: number;
}

export async function hintRows(rounds: number, profile?: string): Promise<Row[]> {
  const muster = await startMuster(profile ? { profile } : {});
  const cookies = await sessionsOf(muster, people);
  const bare = await startBare();
  const ours: Sample[] = [];
  const theirs: Sample[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const made = await muster.call('POST', '/api/v1/incidents', { title: `Round ${round}` });
    const { id } = made as { id: string };
    const topic = `incident:${id}`;
    const write = () =>
      muster.call('POST', `/api/v1/incidents/${id}/entries`, { text: 'The pool is full again' });
    ours.push(await measure(`${muster.url}/api/v1/live`, { topic, cookies, write }));
    const post = () => fetch(`${bare.url}/change`, { method: 'POST' }).then((answer) => answer.text());
    theirs.push(await measure(`${bare.url}/`, { topic: '/change', cookies: [''], write: post }));
  }
  await end(bare.child);
  await muster.stop();
  forget(muster.dataDir);
  return [rowOf(ours, theirs)];
}

function rowOf(ours: readonly Sample[], theirs: readonly Sample[]): Row {
  const figure = (samples: readonly Sample[]) => ({
    p50: medianOf(samples, (one) => one.p50),
    p95: medianOf(samples, (one) => one.p95),
    last: medianOf(samples, (one) => one.lastP95),
  });
  const [we, they] = [figure(ours), figure(theirs)];
  const missing = ours.reduce((sum, one) => sum + one.missing, 0);
  const text = ({ p50, p95, last }: typeof we) =>
    `p50 ${short(p50)} ms, p95 ${short(p95)} ms, the last of them p95 ${short(last)} ms`;
  return {
    what: `a line is sent until ${clients} screens hear of it, five a second`,
    figure: `${text(we)}${missing ? `; ${missing} missing` : ''}`,
    against: `a bare server of events, which keeps nothing: ${text(they)}`,
    ratio: `p50 ${short(we.p50 / they.p50)}, p95 ${short(we.p95 / they.p95)}`,
    aim: 'last p95 < 300 ms, none missing',
    met: we.last < 300 && missing === 0,
  };
}

async function startBare() {
  const port = await freePort();
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  const file = join(import.meta.dirname, '../sse.ts');
  const child = spawnOn(serverCore, [process.execPath, file], { SSE_PORT: String(port) }, (text) => {
    if (text.includes('ready')) resolve();
  });
  await ready;
  return { child, url: `http://127.0.0.1:${port}` };
}

interface Given {
  topic: string;
  cookies: readonly string[];
  write: () => Promise<unknown>;
}

async function measure(url: string, { topic, cookies, write }: Given): Promise<Sample> {
  let sentAt = 0;
  let heard: number[] = [];
  const leave = await Promise.all(
    Array.from({ length: clients }, (_, i) =>
      listen(url, cookies[i % cookies.length] ?? '', (text) => {
        if (text.includes(topic)) heard.push(performance.now() - sentAt);
      }),
    ),
  );
  await quiet();
  const all: number[][] = [];
  for (let i = 0; i < changes; i += 1) {
    heard = [];
    all.push(heard);
    sentAt = performance.now();
    await write();
    while (heard.length < clients && performance.now() - sentAt < 5_000) await sleep(1);
    await sleep(Math.max(0, everyMs - (performance.now() - sentAt)));
  }
  for (const one of leave) one();
  const took = all.flat();
  return {
    p50: percentile(took, 0.5),
    p95: percentile(took, 0.95),
    lastP95: percentile(
      all.map((one) => Math.max(...one)),
      0.95,
    ),
    missing: clients * changes - took.length,
  };
}

/** Resolves once it is let in; answers how to leave. */
function listen(url: string, cookie: string, hear: (text: string) => void): Promise<() => void> {
  const { promise, resolve, reject } = Promise.withResolvers<() => void>();
  const request = get(url, { agent: false, headers: cookie === '' ? {} : { cookie } }, (answer) => {
    if (answer.statusCode !== 200) reject(new Error(`a screen was answered ${answer.statusCode}`));
    answer.setEncoding('utf8');
    answer.on('data', hear);
    answer.on('error', () => undefined);
    resolve(() => request.destroy());
  });
  request.on('error', reject);
  return promise;
}
