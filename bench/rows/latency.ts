// From an alert to its notification: the time from sending the alert until a webhook has it.
import { type Alertmanager, startAlertmanager } from '../alertmanager.ts';
import { bodyOf, caseOf, type Form, loneAlert } from '../bodies.ts';
import { medianOf, percentile, type Row, short } from '../figures.ts';
import { openPoster, type Poster, paced } from '../load.ts';
import { quiet } from '../machine.ts';
import { doorOf, forget, organisation, startMuster } from '../muster.ts';
import { openSink, type Sink } from '../sink.ts';

/** Alerts a second, and how many: at rest each is long over when the next one comes. */
const loads = [
  { name: 'at rest (5/s)', rate: 5, count: 25, aim: { p50: 10, p99: 50 } },
  { name: '200/s', rate: 200, count: 800, aim: { p50: 10, p99: 50 } },
  { name: '1,000/s', rate: 1_000, count: 3_000, aim: null },
];

interface Sample {
  load: string;
  p50Ms: number;
  p99Ms: number;
  missing: number;
}

export async function latencyRows(rounds: number, profile?: string): Promise<Row[]> {
  const sink = await openSink();
  const muster = await startMuster(profile ? { profile } : {});
  await muster.call('PUT', '/api/v1/organisation', organisation(sink.url));
  const peer = await startAlertmanager(sink.url, '0s');
  const ours: Sample[] = [];
  const theirs: Sample[] = [];
  const trips: Sample[] = [];
  await measure({ name: 'warm-up', rate: 100, count: 300 }, { sink, url: doorOf(muster), form: 'webhook' });
  for (let round = 0; round < rounds; round += 1)
    for (const load of loads) {
      ours.push(await measure(load, { sink, url: doorOf(muster), form: 'webhook' }));
      theirs.push(await measure(load, { sink, url: addressOf(peer), form: 'api' }));
      trips.push(await measure(load, { sink, url: sink.url, form: 'webhook' }));
    }
  await peer.stop();
  await muster.stop();
  sink.close();
  forget(muster.dataDir);
  return loads.map((load) => rowOf(load, { ours, theirs, trips }));
}

const addressOf = (peer: Alertmanager): string => `${peer.url}/api/v2/alerts`;

interface Target {
  sink: Sink;
  url: string;
  form: Form;
}

/** Every alert is a group of its own, so every one is told. */
export async function measure(
  load: { name: string; rate: number; count: number },
  { sink, url, form }: Target,
): Promise<Sample> {
  await quiet();
  const free = await Promise.all(Array.from({ length: 64 }, () => openPoster(url)));
  const all = [...free];
  const waiting: ((poster: Poster) => void)[] = [];
  const take = () => Promise.resolve(free.pop() ?? new Promise<Poster>((resolve) => waiting.push(resolve)));
  const sent = new Map<string, number>();
  const alerts = Array.from({ length: load.count }, loneAlert);
  const bodies = alerts.map((alert) => bodyOf(form, [alert]));
  await paced(load.rate, load.count, async (i) => {
    sent.set(caseOf(alerts[i] ?? loneAlert()), performance.now());
    const poster = await take();
    await poster.post(bodies[i] ?? '');
    const next = waiting.shift();
    if (next) next(poster);
    else free.push(poster);
  });
  await allHeard(sink, sent);
  for (const poster of all) poster.close();
  const took = [...sent].flatMap(([name, at]) => {
    const heard = sink.heardAt.get(name);
    return heard === undefined ? [] : [heard - at];
  });
  const missing = sent.size - took.length;
  if (process.env.BENCH_VERBOSE)
    console.error(
      load.name,
      form,
      url,
      'p50',
      short(percentile(took, 0.5)),
      'p99',
      short(percentile(took, 0.99)),
      missing,
    );
  return { load: load.name, p50Ms: percentile(took, 0.5), p99Ms: percentile(took, 0.99), missing };
}

async function allHeard(sink: Sink, sent: ReadonlyMap<string, number>): Promise<void> {
  const until = performance.now() + 15_000;
  while (performance.now() < until && [...sent.keys()].some((name) => !sink.heardAt.has(name)))
    await new Promise((resolve) => setTimeout(resolve, 50));
}

function rowOf(
  { name, aim }: (typeof loads)[number],
  measured: { ours: Sample[]; theirs: Sample[]; trips: Sample[] },
): Row {
  const of = (samples: readonly Sample[]) => samples.filter((one) => one.load === name);
  const both = (samples: readonly Sample[]) => ({
    p50: medianOf(of(samples), (one) => one.p50Ms),
    p99: medianOf(of(samples), (one) => one.p99Ms),
  });
  const [ours, theirs, trip] = [both(measured.ours), both(measured.theirs), both(measured.trips)];
  const missing = of(measured.ours).reduce((sum, one) => sum + one.missing, 0);
  const text = ({ p50, p99 }: typeof ours) => `p50 ${short(p50)} ms, p99 ${short(p99)} ms`;
  return {
    what: `alert to notification, ${name}, each a group of its own`,
    figure: `${text(ours)}${missing ? `; ${missing} not within 15 s` : ''}`,
    against: `Alertmanager without group wait: ${text(theirs)}; a bare HTTP round trip: ${text(trip)}`,
    ratio: `p50 ${short(ours.p50 / theirs.p50)}, p99 ${short(ours.p99 / theirs.p99)}; to the bare trip ${short(ours.p50 / trip.p50)}`,
    aim: aim ? `p50 < ${aim.p50} ms, p99 < ${aim.p99} ms` : 'no collapse',
    met: aim ? ours.p50 < aim.p50 && ours.p99 < aim.p99 && missing === 0 : missing === 0,
  };
}
