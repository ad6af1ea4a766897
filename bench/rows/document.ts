// One live document with many people in it: the time from an edit until the others see it, and until it is safe.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openWriter } from '../../server/test/harness/writer.ts';
import { medianOf, percentile, type Row, short } from '../figures.ts';
import { end, freePort, quiet, serverCore, spawnOn } from '../machine.ts';
import { forget, type Muster, startMuster } from '../muster.ts';

const people = 10;
const clients = 200;
/** Whoever applies what comes, as every browser does; the others only take it, or this process would be measured. */
const observers = 5;
const editsPerSecond = 20;
const seconds = 15;

interface Sample {
  peerP50: number;
  peerP95: number;
  savedP50: number;
  savedP95: number;
  /** Edits that an observer has not seen, or that were never called saved. */
  missing: number;
}

export async function documentRows(rounds: number, profile?: string): Promise<Row[]> {
  const muster = await startMuster(profile ? { profile } : {});
  const cookies = await sessionsOf(muster);
  const relay = await startRelay();
  const ours: Sample[] = [];
  const theirs: Sample[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { id } = (await muster.call('POST', '/api/v1/incidents', { title: `Round ${round}` })) as {
      id: string;
    };
    ours.push(await measure(`${muster.url.replace('http', 'ws')}/live/documents/${id}`, muster.url, cookies));
    theirs.push(await measure(relay.url, muster.url, cookies));
  }
  await end(relay.child);
  await muster.stop();
  forget(muster.dataDir);
  return [peerRow(ours, theirs), savedRow(ours, theirs)];
}

function peerRow(ours: readonly Sample[], theirs: readonly Sample[]): Row {
  const [p50, p95] = [medianOf(ours, (one) => one.peerP50), medianOf(ours, (one) => one.peerP95)];
  const [their50, their95] = [medianOf(theirs, (one) => one.peerP50), medianOf(theirs, (one) => one.peerP95)];
  const missing = ours.reduce((sum, one) => sum + one.missing, 0);
  return {
    what: `edit to the others, ${clients} in one document, ${editsPerSecond} edits/s`,
    figure: `p50 ${short(p50)} ms, p95 ${short(p95)} ms${missing ? `; ${missing} missing` : ''}`,
    against: `a relay that keeps nothing: p50 ${short(their50)} ms, p95 ${short(their95)} ms`,
    ratio: `p50 ${short(p50 / their50)}, p95 ${short(p95 / their95)}`,
    aim: 'p95 < 500 ms, none missing',
    met: p95 < 500 && missing === 0,
  };
}

function savedRow(ours: readonly Sample[], theirs: readonly Sample[]): Row {
  const [p50, p95] = [medianOf(ours, (one) => one.savedP50), medianOf(ours, (one) => one.savedP95)];
  const [their50, their95] = [
    medianOf(theirs, (one) => one.savedP50),
    medianOf(theirs, (one) => one.savedP95),
  ];
  return {
    what: 'edit to "saved", which is after its commit',
    figure: `p50 ${short(p50)} ms, p95 ${short(p95)} ms`,
    against: `the relay's answer, which promises nothing: p50 ${short(their50)} ms, p95 ${short(their95)} ms`,
    ratio: `p50 ${short(p50 / their50)}, p95 ${short(p95 / their95)}`,
    aim: '',
    met: null,
  };
}

/** People with a session each: one person may hold so many connections and no more. */
export async function sessionsOf(muster: Muster, count = people): Promise<string[]> {
  const names = Array.from({ length: count }, (_, i) => `writer${i}`);
  await muster.call('PUT', '/api/v1/organisation', {
    muster: 1,
    people: names.map((name) => ({
      name,
      fullName: name,
      email: `${name}@example.org`,
      access: 'responder',
    })),
  });
  const cookies: string[] = [];
  for (const name of names) {
    const link = (await muster.call('POST', `/api/v1/people/${name}/sign-in-link`)) as { url: string };
    const answer = await fetch(`${muster.url}/api/v1/session/link`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        token: new URL(link.url).searchParams.get('token'),
        password: `a long sentence of ${name}, and of nobody else`,
      }),
    });
    if (!answer.ok) throw new Error(`${name} could not sign in: ${answer.status} ${await answer.text()}`);
    cookies.push(answer.headers.getSetCookie()[0]?.split(';')[0] ?? '');
  }
  return cookies;
}

async function startRelay() {
  const port = await freePort();
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  const file = join(import.meta.dirname, '../relay.ts');
  const child = spawnOn(serverCore, [process.execPath, file], { RELAY_PORT: String(port) }, (text) => {
    if (text.includes('ready')) resolve();
  });
  await ready;
  return { child, url: `ws://127.0.0.1:${port}` };
}

async function measure(url: string, origin: string, cookies: readonly string[]): Promise<Sample> {
  await quiet();
  const sent = new Map<string, number>();
  const seen = Array.from({ length: observers }, () => new Map<string, number>());
  const writers = await Promise.all(
    Array.from({ length: clients }, (_, i) => {
      const cookie = cookies[i % cookies.length] ?? '';
      return openWriter(url, { cookie, origin }, seen[i]);
    }),
  );
  const count = editsPerSecond * seconds;
  const since = performance.now();
  for (let i = 0; i < count; i += 1) {
    await sleep(Math.max(0, since + (i * 1_000) / editsPerSecond - performance.now()));
    // An observer that writes would see its own edit before it has left.
    const writer = writers[observers + ((i * 7) % (clients - observers))];
    const token = `<${i}>`;
    sent.set(token, performance.now());
    writer?.write(token);
  }
  await until(() => seen.every((one) => one.size === count), 10_000);
  const savedIn = writers.flatMap((writer) => writer.savedIn);
  await Promise.all(writers.map((writer) => writer.close()));
  const took = seen.flatMap((one) => [...one].map(([token, at]) => at - (sent.get(token) ?? Number.NaN)));
  return {
    peerP50: percentile(took, 0.5),
    peerP95: percentile(took, 0.95),
    savedP50: percentile(savedIn, 0.5),
    savedP95: percentile(savedIn, 0.95),
    missing: count * observers - took.length + (count - savedIn.length),
  };
}

async function until(holds: () => boolean, ms: number): Promise<void> {
  const end = performance.now() + ms;
  while (!holds() && performance.now() < end) await sleep(20);
}
