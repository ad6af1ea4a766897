/**
 * `npm run test:survival [-- --kills 50 --seed 1 --only kills,away,nodes,stop,appends]`: proves that no page is lost,
 * whatever dies. Prints a table for each part, and ends with 1 when something was not as it must be.
 */
import { parseArgs } from 'node:util';
import { killWhileAppending } from './appends.ts';
import { databaseAway } from './away.ts';
import { table } from './figures.ts';
import { killAtRandomPoints } from './kills.ts';
import type { Report } from './load.ts';
import { stopUnderLoad } from './polite-stop.ts';
import { oneOfTwoDies } from './two-nodes.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: 'kills,away,nodes,stop,appends' },
  },
});
const kills = Number(values.kills);
const seed = Number(values.seed);

const parts: Record<string, [title: string, run: () => Promise<Report>]> = {
  kills: [
    `Killed at ${kills} random points (seed ${seed})`,
    () => killAtRandomPoints({ kills, seed, escalationMs: 65_000 }),
  ],
  away: ['The database is away', () => databaseAway({ hangMs: 60_000, escalationMs: 65_000 })],
  nodes: ['One of two nodes is killed', () => oneOfTwoDies({ runMs: 30_000, escalationMs: 65_000 })],
  appends: [
    `Killed ${kills} times while four clients write to two incidents`,
    () => killWhileAppending({ kills, seed }),
  ],
  stop: ['Stopped politely under load', () => stopUnderLoad({ stops: 4 })],
};

let failed = false;
for (const name of values.only.split(',')) {
  const part = parts[name];
  if (!part) throw new Error(`there is no part ${name}`);
  const { figures, problems } = await part[1]();
  console.log(`${table(part[0], figures)}\n`);
  for (const problem of problems) console.log(`  WRONG ${problem}`);
  failed ||= problems.length > 0;
}
process.exitCode = failed ? 1 : 0;
