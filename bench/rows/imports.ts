// How long ten thousand incidents of the past take to come in, beside a plain copy of the rows that they become.
import { sql } from '../../server/src/platform/db.ts';
import { medianOf, type Row, short } from '../figures.ts';
import { quiet } from '../machine.ts';
import { forget, type Muster, startMuster } from '../muster.ts';

const count = 10_000;
const mostSeconds = 10;

export async function importRows(rounds: number, profile?: string): Promise<Row[]> {
  const [ours, again, plain]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < Math.min(rounds, 3); round += 1) {
    const muster = await startMuster(profile ? { profile } : {});
    try {
      const body = { items: Array.from({ length: count }, (_, n) => itemOf(n)) };
      const take = () =>
        muster.call('POST', '/api/v1/incidents/import?createServices=true', body) as Promise<{
          created: number;
        }>;
      await quiet();
      ours.push(await secondsOf(async () => expectCount((await take()).created, count)));
      await quiet();
      plain.push(await secondsOf(() => copyRows(muster)));
      again.push(await secondsOf(async () => expectCount((await take()).created, 0)));
    } finally {
      await muster.stop();
      forget(muster.dataDir);
    }
  }
  const [seconds, repeat, copied] = [ours, again, plain].map((one) => medianOf(one, (each) => each));
  return [
    {
      what: `${count.toLocaleString('en-US')} incidents of the past taken in by one call`,
      figure: `${short(seconds ?? 0)} s; the same call again ${short(repeat ?? 0)} s`,
      against: `the same rows copied by the database alone: ${short(copied ?? 0)} s`,
      ratio: short((seconds ?? 0) / (copied ?? 1)),
      aim: `under ${mostSeconds} s`,
      met: (seconds ?? mostSeconds) < mostSeconds,
    },
  ];
}

/** As teams have them: a few services, most with impact, half with news. */
function itemOf(n: number) {
  const start = Date.UTC(2024, 0, 1) + n * 3_600_000;
  const at = (minutes: number) => new Date(start + minutes * 60_000).toISOString();
  return {
    sourceId: `OLD-${n}`,
    title: `What went wrong the ${n}th time`,
    severity: ['minor', 'average', 'critical'][n % 3],
    services: [`service-${n % 40}`],
    impact: n % 4 === 0 ? [] : [{ start: at(0), end: at(45), level: n % 2 ? 'partial' : 'major' }],
    times: { firstSignal: at(3), declared: at(6), acknowledged: at(5), mitigated: at(30), resolved: at(60) },
    updates: n % 2 ? [{ at: at(20), audience: 'customers', text: 'We are working on it.' }] : [],
  };
}

/** Incidents and events, with their indexes, into tables of the same form. */
async function copyRows({ db }: Muster): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.run(sql`create schema plain`);
    await tx.run(sql`create table plain.incidents (like respond.incidents including all)`);
    await tx.run(sql`create table plain.events (like respond.events including all)`);
    await tx.run(sql`insert into plain.incidents select * from respond.incidents`);
    await tx.run(sql`insert into plain.events select * from respond.events`);
  });
}

async function secondsOf(run: () => Promise<void>): Promise<number> {
  const since = performance.now();
  await run();
  return (performance.now() - since) / 1_000;
}

function expectCount(found: number, wanted: number): void {
  if (found !== wanted) throw new Error(`${found} were created, not ${wanted}`);
}
