/** Kills Muster, and sometimes its database, at random points under load, and starts it again at once. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inMs, spread } from './figures.ts';
import { figuresOf, inScene, type Report, startLoad } from './load.ts';
import {
  freePort,
  type MusterNode,
  type NodeSettings,
  postgresProcesses,
  signalAll,
  startNode,
  statusOf,
} from './node-process.ts';
import { type Random, seeded } from './random.ts';
import type { Receiver } from './receiver.ts';
import type { Verdict } from './verdict.ts';

export interface KillsReport extends Report {
  verdict: Verdict;
}

/** A killed node's work must go on within this (F6, F29), counted from the restart. */
const resumeWithinMs = 15_000;

interface Seen {
  kills: Record<'atAnyTime' | 'whileSending' | 'whileStarting' | 'database', number>;
  starts: number[];
  resumes: number[];
  databaseGaps: number[];
  away: { from: number; to: number }[];
}

/** `escalationMs` is how long to wait at the end, so that a second step comes due: over a minute, or 0. */
export function killAtRandomPoints(how: {
  kills: number;
  seed: number;
  escalationMs: number;
}): Promise<KillsReport> {
  return inScene(async (root, receiver) => {
    const settings = { port: await freePort(), dataDir: join(root, 'own'), logFile: join(root, 'log') };
    let node = startNode(settings);
    try {
      const fresh = await node.ready();
      const load = await startLoad([node.url], receiver);
      const seen = nothingSeen();
      const random = seeded(how.seed);
      for (let count = 0; count < how.kills; count += 1)
        node = await killOnce(node, { settings, receiver, random, seen });
      await sleep(1_000);
      const verdict = await load.end({ url: node.url, away: seen.away, escalationMs: how.escalationMs });
      const stopped = await node.stop();
      if (stopped.code !== 0) verdict.problems.push(`the stop ended with ${stopped.code ?? stopped.signal}`);
      return report({ fresh: fresh ?? 0, seen, verdict });
    } finally {
      await node.kill();
    }
  });
}

function nothingSeen(): Seen {
  const kills = { atAnyTime: 0, whileSending: 0, whileStarting: 0, database: 0 };
  return { kills, starts: [], resumes: [], databaseGaps: [], away: [] };
}

interface Scene {
  settings: NodeSettings;
  receiver: Receiver;
  random: Random;
  seen: Seen;
}

/** One kill; answers the node that lives afterwards, ready. */
async function killOnce(node: MusterNode, scene: Scene): Promise<MusterNode> {
  const { receiver, random, seen } = scene;
  const kind = random.next();
  if (kind < 0.15) {
    await sleep(random.between(300, 3_000));
    await killDatabase(node, scene);
    return node;
  }
  if (kind < 0.5) {
    await sleep(random.between(0, 2_000));
    await receiver.nextArrival(2_000);
    await sleep(random.between(0, 16));
    seen.kills.whileSending += 1;
  } else {
    await sleep(random.between(0, 4_000));
    seen.kills.atAnyTime += 1;
  }
  const from = performance.now();
  await node.kill();
  let next = startNode(scene.settings);
  if (kind > 0.85) {
    await sleep(random.between(0, 1_200));
    await next.kill();
    seen.kills.whileStarting += 1;
    next = startNode(scene.settings);
  }
  const arrival = receiver.nextArrival(60_000);
  const ready = await next.ready();
  if (ready === undefined) throw new Error(`it ended while starting; see ${scene.settings.logFile}`);
  seen.away.push({ from, to: performance.now() });
  seen.starts.push(ready);
  await arrival;
  seen.resumes.push(performance.now() - next.startedAt);
  return next;
}

async function killDatabase(node: MusterNode, { settings, receiver, seen }: Scene): Promise<void> {
  const from = performance.now();
  signalAll(postgresProcesses(settings.dataDir).slice(0, 1), 'SIGKILL');
  seen.kills.database += 1;
  const arrival = receiver.nextArrival(60_000);
  while ((await statusOf(`${node.url}/readyz`)) !== 200) await sleep(10);
  seen.away.push({ from, to: performance.now() });
  await arrival;
  seen.databaseGaps.push(performance.now() - from);
}

function report({ fresh, seen, verdict }: { fresh: number; seen: Seen; verdict: Verdict }): KillsReport {
  const late = [...seen.resumes, ...seen.databaseGaps, ...verdict.delays].filter((ms) => ms > resumeWithinMs);
  const { kills } = seen;
  return {
    verdict,
    problems: [
      ...verdict.problems,
      ...(late.length === 0 ? [] : [`${late.length} times work came later than ${inMs(resumeWithinMs)}`]),
    ],
    figures: [
      ['kills of Muster', kills.atAnyTime + kills.whileSending + kills.whileStarting],
      ['  of these while sending, while starting', `${kills.whileSending}, ${kills.whileStarting}`],
      ['kills of PostgreSQL', kills.database],
      ...figuresOf(verdict),
      ['first start of all, with a new database', inMs(fresh)],
      ['restart until ready', spread(seen.starts)],
      ['restart until the first notification', spread(seen.resumes)],
      ['death of PostgreSQL until the first notification', spread(seen.databaseGaps)],
      ['accepted until notified, downtime not counted', spread(verdict.delays)],
    ],
  };
}
