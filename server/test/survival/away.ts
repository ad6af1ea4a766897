/** The database hangs for a while, and then dies for a while: what senders hear meanwhile, and what is there after. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStatusPage, statusPageReadings } from './api.ts';
import { type Figures, inMs, quantile, spread } from './figures.ts';
import { figuresOf, inScene, type Report, startLoad } from './load.ts';
import { freePort, postgresProcesses, signalAll, startNode, statusOf } from './node-process.ts';
import type { Receiver } from './receiver.ts';
import type { Attempt } from './senders.ts';

/** A door says within a second that the store is away; the rest is for a busy machine. */
const longestAnswerMs = 1_200;
const resumeWithinMs = 15_000;

export function databaseAway({
  hangMs,
  escalationMs,
}: {
  hangMs: number;
  escalationMs: number;
}): Promise<Report> {
  return inScene(async (root, receiver) => {
    const dataDir = join(root, 'own');
    const node = startNode({ port: await freePort(), dataDir, logFile: join(root, 'log') });
    try {
      await node.ready();
      const load = await startLoad([node.url], receiver, { connections: 6 });
      await openStatusPage(node.url);
      await sleep(3_000);
      const hang = await spell({ url: node.url, receiver, ms: hangMs, away: () => freeze(dataDir) });
      await sleep(3_000);
      const death = await spell({ url: node.url, receiver, ms: hangMs / 4, away: () => keepDead(dataDir) });
      await sleep(3_000);
      const verdict = await load.end({ url: node.url, away: [hang, death], escalationMs });
      const heard = [answersDuring(load.senders.attempts, hang), answersDuring(load.senders.attempts, death)];
      await node.stop();
      return {
        figures: [
          ...figuresOf(verdict),
          ...spellFigures(`hanging for ${inMs(hangMs)}`, hang, heard[0] ?? []),
          ...spellFigures(`killed again and again for ${inMs(hangMs / 4)}`, death, heard[1] ?? []),
          ['accepted until notified, downtime not counted', spread(verdict.delays)],
        ],
        problems: [...verdict.problems, ...[hang, death].flatMap((one, i) => wrongIn(one, heard[i] ?? []))],
      };
    } finally {
      await node.kill();
    }
  });
}

interface Spell {
  from: number;
  /** When it began to come back. */
  endedAt: number;
  /** When the server said that it is ready. */
  to: number;
  notifiedAt: number;
  /** What /readyz answered in the middle. */
  readiness: number;
  /** What a status page, its JSON, its feed and its badge answered in the middle. */
  readings: number[];
}

/** `away` begins it and answers how to end it. */
async function spell(how: {
  url: string;
  receiver: Receiver;
  ms: number;
  away(): () => void;
}): Promise<Spell> {
  const from = performance.now();
  const comeBack = how.away();
  await sleep(how.ms / 2);
  const readiness = await statusOf(`${how.url}/readyz`);
  const readings = await statusPageReadings(how.url);
  await sleep(from + how.ms - performance.now());
  const arrival = how.receiver.nextArrival(60_000);
  comeBack();
  const endedAt = performance.now();
  while ((await statusOf(`${how.url}/readyz`)) !== 200) await sleep(10);
  const to = performance.now();
  await arrival;
  return { from, endedAt, to, notifiedAt: performance.now(), readiness, readings };
}

function freeze(dataDir: string): () => void {
  // New processes may appear while the first are being stopped; without their postmaster no more can.
  signalAll(postgresProcesses(dataDir), 'SIGSTOP');
  signalAll(postgresProcesses(dataDir), 'SIGSTOP');
  return () => signalAll(postgresProcesses(dataDir), 'SIGCONT');
}

/** Muster starts it again at once, so it is killed whenever it appears. */
function keepDead(dataDir: string): () => void {
  const timer = setInterval(() => signalAll(postgresProcesses(dataDir), 'SIGKILL'), 20);
  return () => clearInterval(timer);
}

function answersDuring(attempts: readonly Attempt[], { from, endedAt }: Spell): Attempt[] {
  // Those that began just before may still have been stored.
  return attempts.filter(({ startedAt, ms }) => startedAt > from + 100 && startedAt + ms < endedAt);
}

function spellFigures(name: string, spell: Spell, heard: readonly Attempt[]): Figures {
  const of = (what: Attempt['what']) => heard.filter((one) => one.what === what).map((one) => one.ms);
  return [
    [`database ${name}: /readyz`, spell.readiness],
    ['  a status page, its JSON, feed and badge', spell.readings.join(', ')],
    ['  answers to alerts', `${of('alert').length}, ${spread(of('alert'))}`],
    ['  answers to heartbeats', `${of('heartbeat').length}, ${spread(of('heartbeat'))}`],
    ['  back until ready', inMs(spell.to - spell.endedAt)],
    ['  back until the first notification', inMs(spell.notifiedAt - spell.endedAt)],
  ];
}

function wrongIn(spell: Spell, heard: readonly Attempt[]): string[] {
  const problems: string[] = [];
  const other = heard.filter((one) => one.status !== 503);
  if (other.length > 0)
    problems.push(`${other.length} answers other than 503 while away, such as ${other[0]?.status}`);
  for (const what of ['alert', 'heartbeat'])
    if (!heard.some((one) => one.what === what)) problems.push(`no ${what} was answered while away`);
  const slowest = quantile(
    heard.map((one) => one.ms),
    1,
  );
  if (slowest > longestAnswerMs) problems.push(`an answer took ${inMs(slowest)}`);
  if (spell.readiness !== 503) problems.push(`/readyz answered ${spell.readiness} while away`);
  if (spell.readings.some((one) => one !== 200))
    problems.push(`a status page answered ${spell.readings.join(', ')} while away`);
  const resumed = spell.notifiedAt - spell.endedAt;
  if (resumed > resumeWithinMs) problems.push(`work went on only after ${inMs(resumed)}`);
  return problems;
}
