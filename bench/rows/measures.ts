// How long figures about 200,000 incidents take, each beside the plain SQL that a person would write for it.
import type { DurationName } from '@muster/contract/measure/measures';
import { percentile, type Row, short } from '../figures.ts';
import { quiet } from '../machine.ts';
import { forget, type Muster, startMuster } from '../muster.ts';

const incidents = 200_000;
/** All of them ended in ten years, the longest period there is. */
const years = 10;
const asked = 4;
const mostMs = 1_000;
/** Of the filling. */
const parts = 80;

const inPeriod = `i.resolved_at >= now() - interval '${years} years' and i.resolved_at < now()`;
const percentiles = (name: DurationName) => `
  select count(*), percentile_cont(array[0.5, 0.75, 0.9, 0.95]) within group (order by d.seconds)
  from measure.incidents i join measure.durations d using (incident)
  where d.name = '${name}' and d.seconds is not null and ${inPeriod}`;

/** What a person would ask the same tables; of availability the sum, as if nothing overlapped. */
const plain: Readonly<Record<string, string | null>> = {
  ttd: percentiles('ttd'),
  tta: percentiles('tta'),
  ttm: percentiles('ttm'),
  ttr: percentiles('ttr'),
  ttrestore: percentiles('ttrestore'),
  'active-time': percentiles('active-time'),
  coordination: percentiles('coordination'),
  statuses: `
    select s.status, count(*), percentile_cont(array[0.5, 0.75, 0.9, 0.95]) within group (order by s.seconds)
    from measure.incidents i join measure.statuses s using (incident) where ${inPeriod} group by s.status`,
  detection: `
    select i.source, count(*), percentile_cont(array[0.5, 0.75, 0.9, 0.95]) within group (order by d.seconds)
    from measure.incidents i left join measure.durations d on d.incident = i.incident and d.name = 'ttd'
    where i.excluded is null and ${inPeriod} group by i.source`,
  availability: `
    select sum(extract(epoch from p.ends_at - p.starts_at) * p.weight)
    from measure.impacts p join measure.incidents i using (incident)
    where p.starts_at < now() and p.ends_at > now() - interval '${years} years' and i.excluded is null`,
  tbf: `
    select count(*), sum(extract(epoch from p.ends_at - p.starts_at))
    from measure.impacts p join measure.incidents i using (incident)
    where p.starts_at < now() and p.ends_at > now() - interval '${years} years' and i.excluded is null`,
  cadence: `
    select p.audience, sum(p.met)::float / sum(p.due)
    from measure.promises p join measure.incidents i using (incident)
    where i.excluded is null and i.kind = 'real' and ${inPeriod.replaceAll('resolved_at', 'declared_at')}
    group by p.audience`,
  reopen: `
    select count(*) filter (where i.resolves > 1)::float / count(*) from measure.incidents i
    where i.excluded is null and ${inPeriod}`,
  // Each with each of its service and factor takes longer than a query may.
  recurrence: null,
};

export async function measureRows(rounds: number, profile?: string): Promise<Row[]> {
  const muster = await startMuster(profile ? { profile } : {});
  try {
    await fill(muster);
    const rows: Row[] = [];
    for (const [name, text] of Object.entries(plain)) rows.push(await rowOf(muster, { name, text, rounds }));
    return rows;
  } finally {
    await muster.stop();
    forget(muster.dataDir);
  }
}

async function rowOf(
  muster: Muster,
  { name, text, rounds }: { name: string; text: string | null; rounds: number },
) {
  const from = Temporal.Now.instant().subtract({ hours: 24 * 3_650 });
  const path = `/api/v1/measures/${name}?from=${from.toString({ smallestUnit: 'second' })}`;
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

async function took(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}

/** Ten years of incidents, half of a service each day; one in twenty is a drill. */
async function fill({ db: { pool } }: Muster): Promise<void> {
  // There is one connection, so this holds for what follows.
  await pool.query('set statement_timeout = 0');
  await pool.query(`
    insert into measure.incidents (incident, ref, kind, excluded, private, insiders, severity, services, declared_at,
      resolved_at, resolves, type, source, factors, made_by)
    select gen_random_uuid(), 'OLD-' || n, case when n % 20 = 0 then 'drill' else 'real' end,
      case when n % 20 = 0 then 'drill' end, n % 50 = 0, array['ada'], 'SEV' || 1 + n % 4,
      array['service-' || n % 40], declared, declared + make_interval(secs => 60 + exp(random() * 10)),
      case when n % 25 = 0 then 2 else 1 end, 'availability', (array['alert', 'customer', 'staff'])[1 + n % 3],
      case when n % 4 = 0 then array['factor-' || n % 30] else '{}' end, 1000
    from generate_series(1, ${incidents}) n,
      lateral (select now() - interval '3640 days' * n / ${incidents} - interval '1 day' as declared)`);
  // In parts, each of which ends before the time-out of a query.
  for (let part = 0; part < parts; part += 1)
    await fillPart(pool, `abs(hashtext(i.ref)) % ${parts} = ${part}`);
  await pool.query(
    'analyze measure.incidents, measure.durations, measure.impacts, measure.promises, measure.statuses',
  );
}

async function fillPart(pool: Muster['db']['pool'], isIn: string): Promise<void> {
  await pool.query(`
    insert into measure.durations (incident, name, seconds, why)
    select i.incident, name, case when known then 30 + exp(random() * 10) end,
      case when not known then coalesce(i.excluded, 'time unknown') end
    from measure.incidents i, unnest(array['ttd', 'declare-delay', 'tta', 'ttn', 'ttm', 'ttr', 'ttrestore',
      'active-time', 'coordination']) name, lateral (select i.excluded is null and hashtext(i.ref || name) % 10 <> 0 as known) k
    where ${isIn}`);
  await pool.query(`
    insert into measure.impacts (incident, starts_at, ends_at, weight, services)
    select incident, declared_at - interval '2 minutes', resolved_at, (array[0, 0.3, 1])[1 + abs(hashtext(ref)) % 3],
      services
    from measure.incidents i where ${isIn}`);
  await pool.query(`
    insert into measure.statuses (incident, status, seconds)
    select incident, status, exp(random() * 9) from measure.incidents i, unnest(array['investigating', 'fixing',
      'watching']) status where i.excluded is null and ${isIn}`);
  await pool.query(`
    insert into measure.promises (incident, audience, due, met, overrun_seconds)
    select incident, audience, 4, 3, 120
    from measure.incidents i, unnest(array['staff', 'customers']) audience where ${isIn}`);
}
