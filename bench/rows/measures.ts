// How long figures about 200,000 incidents take, each beside the plain SQL that a person would write for it.
import { type DurationName, durationNames } from '@muster/contract/measure/measures';
import { percentile, type Row, short } from '../figures.ts';
import { quiet } from '../machine.ts';
import { forget, type Muster, startMuster } from '../muster.ts';
import { fillTenYears, incidents, years } from '../ten-years.ts';

const asked = 4;
const mostMs = 1_000;

const within = (column: string) => `${column} >= now() - interval '${years} years' and ${column} < now()`;
const inPeriod = within('i.resolved_at');
const impacts = `
  from measure.impacts p join measure.incidents i using (incident)
  where p.starts_at < now() and p.ends_at > now() - interval '${years} years' and i.excluded is null`;
const percentiles = (name: DurationName) => `
  select count(*), percentile_cont(array[0.5, 0.75, 0.9, 0.95]) within group (order by d.seconds)
  from measure.incidents i join measure.durations d using (incident)
  where d.name = '${name}' and d.seconds is not null and ${inPeriod}`;

/** What a person would ask the same tables; of availability the sum, as if nothing overlapped. */
const plain: Readonly<Record<string, string | null>> = {
  ...Object.fromEntries(durationNames.map((name) => [name, percentiles(name)])),
  statuses: `
    select s.status, count(*), percentile_cont(array[0.5, 0.75, 0.9, 0.95]) within group (order by s.seconds)
    from measure.incidents i, unnest(i.statuses, i.status_seconds) s (status, seconds) where ${inPeriod} group by 1`,
  detection: `
    select i.source, count(*), percentile_cont(array[0.5, 0.75, 0.9, 0.95]) within group (order by d.seconds)
    from measure.incidents i left join measure.durations d on d.incident = i.incident and d.name = 'ttd'
    where i.excluded is null and ${inPeriod} group by i.source`,
  availability: `select sum(extract(epoch from p.ends_at - p.starts_at) * p.weight) ${impacts}`,
  tbf: `select count(*), sum(extract(epoch from p.ends_at - p.starts_at)) ${impacts}`,
  cadence: `
    select p.audience, sum(p.met)::float / sum(p.due)
    from measure.promises p join measure.incidents i using (incident)
    where i.excluded is null and i.kind = 'real' and ${within('i.declared_at')} group by p.audience`,
  reopen: `
    select count(*) filter (where i.resolves > 1)::float / count(*) from measure.incidents i
    where i.excluded is null and ${inPeriod}`,
  // Each with each of its service and factor takes longer than a query may.
  recurrence: null,
  'follow-ups': `
    select count(*) filter (where done_at <= due_at)::float / count(*), count(*) filter (where state = 'open')
    from learn.follow_ups where committed_at is not null and ${within('due_at')}`,
  actionability: `
    select count(*) filter (where exists (select from oncall.page_log l where l.page_id = p.id and l.entry ->> 'by' = 'ada'
      and l.entry ->> 'code' in ('acknowledged', 'resolved')) or exists (
      select from measure.pages m where m.page = p.id))::float / count(*)
    from oncall.pages p where ${within('p.opened_at')}`,
};

export async function measureRows(rounds: number, profile?: string): Promise<Row[]> {
  const muster = await startMuster(profile ? { profile } : {});
  try {
    await fillTenYears(muster, ['pages', 'records', 'work']);
    const rows: Row[] = [];
    for (const [name, text] of Object.entries(plain)) {
      rows.push(await rowOf(muster, { name, text, rounds }));
      rows.push(await filteredRow(muster, { name, rounds }));
    }
    return rows;
  } finally {
    await muster.stop();
    forget(muster.dataDir);
  }
}

const tenYears = () =>
  `from=${Temporal.Now.instant()
    .subtract({ hours: 24 * 3_650 })
    .toString({ smallestUnit: 'second' })}`;

async function rowOf(
  muster: Muster,
  { name, text, rounds }: { name: string; text: string | null; rounds: number },
): Promise<Row> {
  const path = `/api/v1/measures/${name}?${tenYears()}`;
  await quiet();
  const [ours, theirs]: [number[], number[]] = [[], []];
  // In turn, so that what else the machine does meets both.
  for (let round = 0; round < rounds * asked; round += 1) {
    ours.push(await took(() => muster.call('GET', path)));
    if (text !== null) theirs.push(await took(() => muster.db.pool.query(text)));
  }
  const p95 = percentile(ours, 0.95);
  const sql95 = text === null ? null : percentile(theirs, 0.95);
  return {
    what: `${name} of ${incidents.toLocaleString('en-US')} incidents, p95`,
    figure: `${short(p95)} ms`,
    against: sql95 === null ? '' : `plain SQL: ${short(sql95)} ms`,
    ratio: sql95 === null ? '' : short(p95 / sql95),
    aim: `< ${short(mostMs)} ms`,
    met: p95 < mostMs,
  };
}

/** As screens ask: the usual 90 days, one service, one severity. */
async function filteredRow(muster: Muster, { name, rounds }: { name: string; rounds: number }): Promise<Row> {
  const filters = ['', `${tenYears()}&service=service-7`, `${tenYears()}&severity=minor`];
  const all = filters.map(() => [] as number[]);
  for (let round = 0; round < rounds * asked; round += 1)
    for (const [i, filter] of filters.entries())
      all[i]?.push(await took(() => muster.call('GET', `/api/v1/measures/${name}?${filter}`)));
  const [usual = 0, service = 0, severity = 0] = all.map((one) => percentile(one, 0.95));
  return {
    what: `${name}: the last 90 days; ten years of one service; of one severity, p95`,
    figure: [usual, service, severity].map((one) => `${short(one)} ms`).join('; '),
    against: '',
    ratio: '',
    aim: `< ${short(mostMs)} ms`,
    met: Math.max(usual, service, severity) < mostMs,
  };
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}
