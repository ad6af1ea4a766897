/** Two nodes share one database, and one of them dies in the middle: everything goes on. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres } from '../../src/platform/postgres/launcher.ts';
import { inMs, spread } from './figures.ts';
import { figuresOf, inScene, type Report, startLoad } from './load.ts';
import { freePort, startNode } from './node-process.ts';
import type { Notification } from './receiver.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: console.error };
const resumeWithinMs = 15_000;

export function oneOfTwoDies({
  runMs,
  escalationMs,
}: {
  runMs: number;
  escalationMs: number;
}): Promise<Report> {
  return inScene(async (root, receiver) => {
    const postgres = await startPostgres({ dataDir: join(root, 'own'), log: quiet });
    const { user, host, database } = postgres.connection;
    const databaseUrl = `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}`;
    const start = async (name: string) =>
      startNode({
        port: await freePort(),
        dataDir: join(root, name),
        logFile: join(root, `${name}.log`),
        databaseUrl,
      });
    // At once, so that both find an empty database and only one may migrate it.
    const nodes = [await start('first'), await start('second')] as const;
    try {
      const ready = await Promise.all(nodes.map((node) => node.ready()));
      const load = await startLoad(
        nodes.map((node) => node.url),
        receiver,
        { connections: 8 },
      );
      await sleep(runMs / 2);
      await receiver.nextArrival(5_000);
      const killedAt = performance.now();
      await nodes[1].kill();
      await sleep(runMs / 2);
      const verdict = await load.end({ url: nodes[0].url, away: [], escalationMs });
      const stopped = await nodes[0].stop();
      const gap = longestGap(receiver.received, killedAt, killedAt + runMs / 2);
      const late = verdict.delays.filter((ms) => ms > resumeWithinMs).length;
      return {
        figures: [
          ['both nodes ready after', ready.map((ms) => inMs(ms ?? 0)).join(', ')],
          ...figuresOf(verdict),
          ['longest silence after the kill', inMs(gap)],
          ['accepted until notified', spread(verdict.delays)],
        ],
        problems: [
          ...verdict.problems,
          ...(late > 0 ? [`${late} notifications came later than ${inMs(resumeWithinMs)}`] : []),
          ...(stopped.code === 0 ? [] : ['the other node did not stop as it should']),
        ],
      };
    } finally {
      for (const node of nodes) await node.kill();
      await postgres.stop();
    }
  });
}

function longestGap(received: readonly Notification[], from: number, to: number): number {
  const times = [from, ...received.map((one) => one.at).filter((at) => at > from && at < to), to];
  return Math.max(...times.slice(1).map((at, i) => at - (times[i] ?? at)));
}
