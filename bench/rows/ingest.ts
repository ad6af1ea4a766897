// How many alerts a second are taken for good, beside an Alertmanager, which keeps them in memory, and beside
// plain inserts into the same database.
import { startAlertmanager } from '../alertmanager.ts';
import { bodyOf, type Form, sampleAlert } from '../bodies.ts';
import { medianOf, type Row, short } from '../figures.ts';
import { type Hammered, hammer } from '../load.ts';
import { quiet } from '../machine.ts';
import { doorOf, forget, type Muster, organisation, startMuster } from '../muster.ts';
import { openSink } from '../sink.ts';
import { plainInserts } from './plain-inserts.ts';

const batches = [1, 64];
const connectionCounts = [1, 8, 64];

interface Target {
  name: 'muster' | 'alertmanager';
  form: Form;
  url: string;
  pid: number;
}

interface Sample extends Hammered {
  target: Target['name'];
  batch: number;
  connections: number;
}

export async function ingestRows(rounds: number, profile?: string): Promise<Row[]> {
  const sink = await openSink();
  const muster = await startMuster(profile ? { profile } : {});
  await muster.call('PUT', '/api/v1/organisation', organisation(sink.url));
  const alertmanager = await startAlertmanager(sink.url);
  const targets: Target[] = [
    { name: 'muster', form: 'webhook', url: doorOf(muster), pid: muster.pid },
    { name: 'alertmanager', form: 'api', url: `${alertmanager.url}/api/v2/alerts`, pid: alertmanager.pid },
  ];
  for (const target of targets) await sampleOf(target, 1, 64);
  const samples: Sample[] = [];
  const inserts: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const batch of batches)
      for (const connections of connectionCounts)
        for (const target of targets) samples.push(await sampleOf(target, batch, connections));
    await quiet();
    inserts.push(await plainInserts(muster.db, 1_500));
  }
  await alertmanager.stop();
  const rows = [...batches.flatMap((batch) => rowsOf(samples, batch)), insertRow(samples, inserts)];
  rows.push(...(await growthRows(muster, targets[0], rounds)));
  await muster.stop();
  sink.close();
  forget(muster.dataDir);
  return rows;
}

async function sampleOf(target: Target, batch: number, connections: number): Promise<Sample> {
  await quiet();
  const count = Math.max(50, Math.ceil(20_000 / batch));
  const bodies = Array.from({ length: count }, () =>
    bodyOf(target.form, Array.from({ length: batch }, sampleAlert)),
  );
  let at = 0;
  const next = () => bodies[at++ % bodies.length] ?? '';
  const got = await hammer(target.url, { connections, ms: 1_500, next }, target.pid);
  if (process.env.BENCH_VERBOSE) console.error(target.name, batch, connections, JSON.stringify(got));
  return { ...got, target: target.name, batch, connections };
}

function rowsOf(samples: readonly Sample[], batch: number): Row[] {
  return connectionCounts.flatMap((connections) => {
    const of = (target: Target['name']) =>
      samples.filter(
        (one) => one.target === target && one.batch === batch && one.connections === connections,
      );
    const ours = of('muster');
    const theirs = of('alertmanager');
    const what = `${batch === 1 ? 'single alerts' : `groups of ${batch}`}, ${connections} connection${connections === 1 ? '' : 's'}`;
    const counts = connections === 64;
    const compare = (figure: (one: Sample) => number) => ({
      ours: medianOf(ours, figure),
      theirs: medianOf(theirs, figure),
      ratio: ratioOf(ours, theirs, figure),
    });
    const rate = compare((one) => one.perSecond * batch);
    const p99 = compare((one) => one.p99Ms);
    const cpu = compare((one) => one.cpuMsPerThousand / batch);
    const refused = ours.reduce((sum, one) => sum + one.refused, 0);
    return [
      row(`ingest, ${what}`, `${short(rate.ours)} alerts/s${refused ? ` (${refused} refused)` : ''}`, {
        against: `Alertmanager ${short(rate.theirs)} alerts/s`,
        ratio: rate.ratio,
        aim: counts ? '>= 1' : '',
        met: counts ? rate.ratio >= 1 && refused === 0 : null,
      }),
      row(`… p99 (p50 ${short(medianOf(ours, (one) => one.p50Ms))} ms)`, `${short(p99.ours)} ms`, {
        against: `Alertmanager ${short(p99.theirs)} ms`,
        ratio: p99.ratio,
        aim: counts ? '<= 0.5' : '',
        met: counts ? p99.ratio <= 0.5 : null,
      }),
      row('… CPU for 1,000 alerts', `${short(cpu.ours)} ms`, {
        against: `Alertmanager ${short(cpu.theirs)} ms`,
        ratio: cpu.ratio,
        aim: counts ? '<= 2' : '',
        met: counts ? cpu.ratio <= 2 : null,
      }),
    ];
  });
}

/** The median of the ratios of the rounds: what disturbs a whole round disturbs both sides of it. */
function ratioOf(
  ours: readonly Sample[],
  theirs: readonly Sample[],
  figure: (one: Sample) => number,
): number {
  return medianOf(
    ours.flatMap((one, round) => {
      const other = theirs[round];
      return other ? [{ one, other }] : [];
    }),
    ({ one, other }) => figure(one) / figure(other),
  );
}

function row(
  what: string,
  figure: string,
  rest: { against: string; ratio: number; aim: string; met: boolean | null },
): Row {
  return { what, figure, ...rest, ratio: short(rest.ratio) };
}

function insertRow(samples: readonly Sample[], inserts: readonly number[]): Row {
  const groups = samples.filter(
    (one) => one.target === 'muster' && one.batch === 64 && one.connections === 64,
  );
  const rate = medianOf(groups, (one) => one.perSecond * 64);
  const plain = medianOf(inserts, (one) => one);
  return {
    what: 'ingest, groups of 64, 64 connections',
    figure: `${short(rate)} alerts/s`,
    against: `plain inserts of 64 rows into the same database, one commit each, ${short(plain)} rows/s`,
    ratio: short(rate / plain),
    aim: '',
    met: null,
  };
}

/** The same load with more and more alerts stored already. */
async function growthRows(muster: Muster, target: Target | undefined, rounds: number): Promise<Row[]> {
  if (!target) return [];
  const rows: Row[] = [];
  let first = Number.NaN;
  for (const stored of [1_000, 10_000, 100_000]) {
    await storeAlerts(muster, stored);
    const samples: Sample[] = [];
    for (let round = 0; round < rounds; round += 1) samples.push(await sampleOf(target, 1, 64));
    const rate = medianOf(samples, (one) => one.perSecond);
    if (Number.isNaN(first)) first = rate;
    rows.push({
      what: `ingest, single alerts, 64 connections, ${short(stored)} more open alerts stored`,
      figure: `${short(rate)} alerts/s`,
      against: `with 1,000 stored ${short(first)} alerts/s`,
      ratio: short(rate / first),
      aim: '',
      met: null,
    });
  }
  return rows;
}

/** Copies an alert that is there as often as needed; each copy is open and has a key of its own. */
async function storeAlerts({ db }: Muster, count: number): Promise<void> {
  const { rows } = await db.pool.query<{ name: string }>(
    `select quote_ident(column_name) as name from information_schema.columns
     where table_schema = 'detect' and table_name = 'alerts' order by ordinal_position`,
  );
  const names = rows.map((row) => row.name);
  const values = names.map((name) =>
    name === 'id' ? 'gen_random_uuid()' : name === 'dedup_key' ? 'gen_random_uuid()::text' : `a.${name}`,
  );
  await db.pool.query(
    `insert into detect.alerts (${names.join(', ')}) select ${values.join(', ')}
     from (select * from detect.alerts where state <> 'resolved' limit 1) a, generate_series(1, $1::int)`,
    [count],
  );
  await db.pool.query('vacuum analyze detect.alerts');
}
