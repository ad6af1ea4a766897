// How late an escalation is when ten thousand pages are open, beside how late a bare timer is on this machine.
import { setTimeout as sleep } from 'node:timers/promises';
import { bodyOf, loneAlert } from '../bodies.ts';
import { medianOf, percentile, type Row, short } from '../figures.ts';
import { openPoster } from '../load.ts';
import { quiet } from '../machine.ts';
import { doorOf, forget, type Muster, organisation, startMuster } from '../muster.ts';
import { openSink } from '../sink.ts';

const openPages = 10_000;
const perSecond = 100;
const perRound = 500;

export async function latenessRows(rounds: number, profile?: string): Promise<Row[]> {
  const sink = await openSink();
  const muster = await startMuster(profile ? { profile } : {});
  await muster.call('PUT', '/api/v1/organisation', organisation(sink.url));
  await openMany(muster);
  const late: { p99: number; p50: number }[] = [];
  const timers: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await quiet();
    const measured = await escalate(muster, round);
    late.push({ p50: percentile(measured, 0.5), p99: percentile(measured, 0.99) });
    timers.push(percentile(await bareTimers(), 0.99));
  }
  await muster.stop();
  sink.close();
  forget(muster.dataDir);
  const p99 = medianOf(late, (one) => one.p99);
  const timer = medianOf(timers, (one) => one);
  return [
    {
      what: `lateness of escalations, ${short(openPages)} open pages, ${perSecond} due a second`,
      figure: `p50 ${short(medianOf(late, (one) => one.p50))} ms, p99 ${short(p99)} ms`,
      against: `a bare timer's lateness, p99 ${short(timer)} ms`,
      ratio: short(p99 / timer),
      aim: 'p99 < 20 ms',
      met: p99 < 20,
    },
  ];
}

async function openMany({ db, ...muster }: Muster): Promise<void> {
  const posters = await Promise.all(Array.from({ length: 8 }, () => openPoster(doorOf({ db, ...muster }))));
  let left = openPages / 50;
  await Promise.all(
    posters.map(async (poster) => {
      while (left > 0) {
        left -= 1;
        // One request with fifty alerts is one group, so each alert is sent alone.
        for (let i = 0; i < 50; i += 1) await poster.post(bodyOf('webhook', [loneAlert()]));
      }
    }),
  );
  for (const poster of posters) poster.close();
  for (let i = 0; i < 600; i += 1) {
    const { rows } = await db.pool.query<{ n: number }>(
      `select count(*)::int as n from oncall.pages where state = 'triggered' and step = 1
       and not exists (select 1 from platform.outbox) and not exists (select 1 from platform.deliveries where state in ('queued', 'sending'))`,
    );
    if ((rows[0]?.n ?? 0) >= openPages) return;
    await sleep(100);
  }
  throw new Error('the pages did not open in time');
}

/** Moves the next step of some pages near, an even span apart, and answers by how much each came late. */
async function escalate({ db }: Muster, round: number): Promise<number[]> {
  const first = Date.now() + 1_500;
  await db.pool.query(
    `update oncall.pages p set due_at = t.due, run = jsonb_set(p.run, '{timers,step}', to_jsonb(t.text))
     from (select id, $1::timestamptz + make_interval(secs => (row_number() over (order by id) - 1) / $2::float8) as due,
       to_char(($1::timestamptz + make_interval(secs => (row_number() over (order by id) - 1) / $2::float8)) at time zone 'UTC',
         'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as text
       from oncall.pages where step = 1 order by id limit $3) t
     where p.id = t.id`,
    [new Date(first).toISOString(), perSecond, perRound],
  );
  const { rows: planned } = await db.pool.query<{ id: string; due: string }>(
    `select id, floor(extract(epoch from due_at) * 1000)::text as due from oncall.pages
     where step = 1 order by due_at limit $1`,
    [perRound],
  );
  await db.pool.query(`select pg_notify('muster', $1)`, [
    JSON.stringify({ node: `bench-${round}`, pokes: ['oncall.pages'], topics: [] }),
  ]);
  await sleep(1_500 + (perRound / perSecond) * 1_000 + 1_500);
  const { rows: done } = await db.pool.query<{ id: string; at: string }>(
    `select page_id as id, (extract(epoch from min(at)) * 1000)::text as at from oncall.page_log
     where page_id = any($1::uuid[]) and at >= $2 group by page_id`,
    [planned.map((one) => one.id), new Date(first - 50).toISOString()],
  );
  const dueOf = new Map(planned.map((one) => [one.id, Number(one.due)]));
  return done.map((one) => Number(one.at) - (dueOf.get(one.id) ?? Number.NaN));
}

async function bareTimers(): Promise<number[]> {
  const late: number[] = [];
  for (let i = 0; i < 100; i += 1) {
    const due = performance.now() + 10;
    await sleep(10);
    late.push(performance.now() - due);
  }
  return late;
}
