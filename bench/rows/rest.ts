// What Muster costs while nothing happens, and how long it takes to come up.
import { setTimeout as sleep } from 'node:timers/promises';
import { startAlertmanager } from '../alertmanager.ts';
import { medianOf, type Row, short } from '../figures.ts';
import { cpuMs, pssMb, quiet, treeOf } from '../machine.ts';
import { forget, type Muster, newFolder, organisation, startMuster } from '../muster.ts';

const watchedSeconds = 60;
const nowhere = 'http://127.0.0.1:9/';

export async function restRows(): Promise<Row[]> {
  const muster = await startMuster();
  await muster.call('PUT', '/api/v1/organisation', organisation(nowhere));
  const peer = await startAlertmanager(nowhere);
  await sleep(20_000);
  const before = {
    statements: await statements(muster),
    cpu: cpuMs(treeOf(muster.pid)),
    peer: cpuMs(treeOf(peer.pid)),
  };
  await sleep(watchedSeconds * 1000);
  const own = 1;
  const perSecond = ((await statements(muster)) - before.statements - own) / watchedSeconds;
  const cpu = cpuMs(treeOf(muster.pid)) - before.cpu;
  const peerCpu = cpuMs(treeOf(peer.pid)) - before.peer;
  const memory = pssMb(treeOf(muster.pid));
  const peerMemory = pssMb(treeOf(peer.pid));
  await peer.stop();
  await muster.stop();
  forget(muster.dataDir);
  return [
    {
      what: `transactions a second at rest, over ${watchedSeconds} s`,
      figure: short(perSecond),
      against: `CPU at rest ${short(cpu / watchedSeconds)} ms/s, Alertmanager ${short(peerCpu / watchedSeconds)} ms/s`,
      ratio: short(cpu / peerCpu),
      aim: '< 1/s',
      met: perSecond < 1,
    },
    {
      what: 'memory at rest, server and database (PSS)',
      figure: `${short(memory)} MB`,
      against: `Alertmanager ${short(peerMemory)} MB`,
      ratio: short(memory / peerMemory),
      aim: '<= 250 MB',
      met: memory <= 250,
    },
  ];
}

/** PostgreSQL counts them when a connection comes to rest, which after so many seconds all have. */
async function statements({ db }: Muster): Promise<number> {
  const { rows } = await db.pool.query<{ n: string }>(
    `select xact_commit + xact_rollback as n from pg_stat_database where datname = current_database()`,
  );
  return Number(rows[0]?.n);
}

export async function startRows(rounds: number): Promise<Row[]> {
  const samples: { fresh: number; second: number; peer: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await quiet();
    const dataDir = newFolder();
    const first = await startMuster({ dataDir });
    await first.stop();
    const second = await startMuster({ dataDir });
    await second.stop();
    const peer = await startAlertmanager(nowhere);
    await peer.stop();
    forget(dataDir);
    samples.push({ fresh: first.readyAfterMs, second: second.readyAfterMs, peer: peer.readyAfterMs });
  }
  const peer = medianOf(samples, (one) => one.peer);
  const row = (what: string, ms: number, aim: number | null): Row => ({
    what,
    figure: `${short(ms / 1000)} s`,
    against: `Alertmanager ${short(peer / 1000)} s`,
    ratio: short(ms / peer),
    aim: aim ? `< ${aim / 1000} s` : '',
    met: aim ? ms < aim : null,
  });
  return [
    row(
      'start to ready, empty data directory',
      medianOf(samples, (one) => one.fresh),
      null,
    ),
    row(
      'start to ready, the second time',
      medianOf(samples, (one) => one.second),
      2_000,
    ),
  ];
}
