// How many lines a second go into the logs of incidents for good, beside the same rows written without any logic.
import { randomUUID } from 'node:crypto';
import type { Db } from '../../server/src/platform/db.ts';
import { medianOf, percentile, type Row, short } from '../figures.ts';
import { type Hammered, hammer } from '../load.ts';
import { quiet } from '../machine.ts';
import { forget, type Muster, startMuster, token } from '../muster.ts';

const loads = [
  { incidents: 1, connections: 1 },
  { incidents: 1, connections: 8 },
  { incidents: 100, connections: 100 },
];
type Load = (typeof loads)[number];
const ms = 1_500;
/** More than the database does at once gain nothing; each takes its share of the incidents in turn. */
const mostWriters = 16;

interface Sample {
  load: Load;
  ours: Hammered;
  plain: { perSecond: number; p99Ms: number };
}

export async function appendRows(rounds: number, profile?: string): Promise<Row[]> {
  const muster = await startMuster(profile ? { profile } : {});
  const samples: Sample[] = [];
  for (let round = 0; round <= rounds; round += 1)
    for (const load of loads) {
      const sample = await sampleOf(muster, load);
      // The first round warms both up.
      if (round > 0) samples.push(sample);
    }
  await muster.stop();
  forget(muster.dataDir);
  return loads.map((load) =>
    rowOf(
      load,
      samples.filter((one) => one.load === load),
    ),
  );
}

function rowOf({ incidents, connections }: Load, samples: readonly Sample[]): Row {
  const ours = medianOf(samples, (one) => one.ours.perSecond);
  const p99 = medianOf(samples, (one) => one.ours.p99Ms);
  const plain = medianOf(samples, (one) => one.plain.perSecond);
  const theirs = medianOf(samples, (one) => one.plain.p99Ms);
  const where = incidents === 1 ? 'one incident' : `${incidents} incidents`;
  return {
    what: `lines added to ${where}, ${connections} connection${connections === 1 ? '' : 's'}`,
    figure: `${short(ours)}/s, p99 ${short(p99)} ms`,
    against: `the same event, line and state as plain statements, a commit for each: ${short(plain)}/s, p99 ${short(theirs)} ms`,
    ratio: `${short(ours / plain)}; p99 ${short(p99 / theirs)}`,
    aim: '',
    met: null,
  };
}

async function sampleOf(muster: Muster, load: Load): Promise<Sample> {
  const ids = await Promise.all(
    Array.from({ length: load.incidents }, async (_, i) => {
      const made = await muster.call('POST', '/api/v1/incidents', { title: `Checkout fails ${i}` });
      return (made as { id: string }).id;
    }),
  );
  await quiet();
  let count = 0;
  const next = () => {
    count += 1;
    return JSON.stringify({ kind: 'note', text: `Pool ${count} of the ledger is full again` });
  };
  const urls = ids.map((id) => `${muster.url}/api/v1/incidents/${id}/entries`);
  const ours = await hammer(urls, { connections: load.connections, ms, next, token }, muster.pid);
  if (ours.refused > 0) throw new Error(`${ours.refused} lines were refused`);
  await quiet();
  return { load, ours, plain: await plainAppends(muster, load, ids[0] ?? '') };
}

/** Rows as Muster has just written them, into tables of the same columns and indexes. */
async function plainAppends(muster: Muster, { incidents, connections }: Load, like: string) {
  const { pool } = muster.db;
  await pool.query('create schema if not exists bench');
  for (const name of ['incidents', 'events', 'entries']) {
    await pool.query(`drop table if exists bench.${name}`);
    await pool.query(`create table bench.${name} (like respond.${name} including indexes)`);
  }
  const { rows: states } = await pool.query('select * from respond.incidents where id = $1', [like]);
  const { rows: events } = await pool.query(
    'select * from respond.events where incident = $1 order by seq desc limit 1',
    [like],
  );
  const { rows: entries } = await pool.query(
    'select * from respond.entries where incident = $1 order by seq desc limit 1',
    [like],
  );
  const places = Array.from({ length: incidents }, () => ({ id: randomUUID(), seq: 0 }));
  for (const { id } of places)
    await pool.query(
      'insert into bench.incidents select * from jsonb_populate_record(null::bench.incidents, $1::jsonb)',
      [JSON.stringify({ ...plainRow(states[0]), id, ref: id })],
    );
  const sample = {
    event: plainRow(events[0]),
    entry: plainRow(entries[0]),
    state: JSON.stringify(states[0].state),
  };
  const writers = Math.min(connections, mostWriters);
  const db = muster.connect(writers);
  const took = await Promise.all(
    Array.from({ length: writers }, (_, i) => {
      const own = places.filter((_place, at) => at % writers === i % places.length);
      return appendFor(db, own, sample);
    }),
  );
  await db.close();
  const all = took.flat();
  return { perSecond: (all.length * 1_000) / ms, p99Ms: percentile(all, 0.99) };
}

interface Written {
  event: object;
  entry: object;
  state: string;
}

/** One connection's share; answers how long each append took. */
async function appendFor(
  { pool }: Db,
  places: readonly { id: string; seq: number }[],
  { event, entry, state }: Written,
): Promise<number[]> {
  const client = await pool.connect();
  const took: number[] = [];
  const since = performance.now();
  while (performance.now() - since < ms) {
    const from = performance.now();
    const place = places[took.length % places.length] ?? { id: '', seq: 0 };
    place.seq += 1;
    const { seq } = place;
    const id = randomUUID();
    await Promise.all([
      client.query('begin'),
      client.query({
        name: 'state',
        text: 'update bench.incidents set version = $2, state = $3, updated_at = $4 where id = $1',
        values: [place.id, seq, state, new Date().toISOString()],
      }),
      client.query({
        name: 'event',
        text: 'insert into bench.events select * from jsonb_populate_record(null::bench.events, $1::jsonb)',
        values: [JSON.stringify({ ...event, incident: place.id, seq, id })],
      }),
      client.query({
        name: 'entry',
        text: 'insert into bench.entries select * from jsonb_populate_record(null::bench.entries, $1::jsonb)',
        values: [JSON.stringify({ ...entry, incident: place.id, seq, changed: seq, id })],
      }),
      client.query('commit'),
    ]);
    took.push(performance.now() - from);
  }
  client.release();
  return took;
}

function plainRow(row: unknown): object {
  return JSON.parse(JSON.stringify(row)) as object;
}
