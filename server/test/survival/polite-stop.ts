/** SIGTERM under load: it is gone in time, nothing is lost, and the next start is quick. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inMs, spread } from './figures.ts';
import { figuresOf, inScene, type Report, startLoad } from './load.ts';
import { adminToken, freePort, startNode } from './node-process.ts';

const stopWithinMs = 10_000;

export function stopUnderLoad({ stops }: { stops: number }): Promise<Report> {
  return inScene(async (root, receiver) => {
    const settings = { port: await freePort(), dataDir: join(root, 'own'), logFile: join(root, 'log') };
    let node = startNode(settings);
    try {
      const fresh = await node.ready();
      const load = await startLoad([node.url], receiver, { connections: 6, pauseMs: 50 });
      const away: { from: number; to: number }[] = [];
      const ends: { code: number | null; ms: number }[] = [];
      const starts: number[] = [];
      for (let count = 0; count < stops; count += 1) {
        const browser = new AbortController();
        const looking = watchLive(node.url, browser.signal);
        await sleep(2_000);
        const from = performance.now();
        ends.push(await node.stop());
        browser.abort();
        await looking;
        node = startNode(settings);
        starts.push((await node.ready()) ?? 0);
        away.push({ from, to: performance.now() });
      }
      const verdict = await load.end({ url: node.url, away, escalationMs: 0 });
      await node.stop();
      const bad = ends.filter(({ code, ms }) => code !== 0 || ms > stopWithinMs);
      return {
        figures: [
          ['stops', stops],
          ...figuresOf(verdict),
          ['SIGTERM until gone', spread(ends.map((end) => end.ms))],
          ['first start of all, with a new database', inMs(fresh ?? 0)],
          ['start after a stop until ready', spread(starts)],
        ],
        problems: [
          ...verdict.problems,
          ...(verdict.markedDuplicates > 0 ? ['a polite stop made messages be sent twice'] : []),
          ...bad.map(({ code, ms }) => `a stop ended with ${code} after ${inMs(ms)}`),
        ],
      };
    } finally {
      await node.kill();
    }
  });
}

/** A browser that listens to the live stream until the server, or we, end it. */
async function watchLive(url: string, signal: AbortSignal): Promise<void> {
  try {
    const headers = { authorization: `Bearer ${adminToken}` };
    const answer = await fetch(`${url}/api/v1/live`, { headers, signal });
    await answer.text();
  } catch {
    // It ended; that is all that is wanted.
  }
}
