// `npm run test:peers`: Prometheus and Alertmanager, the real programs, tell Muster; it must come out right whatever
// is restarted or away meanwhile. Skips, and says so, where the programs are not installed.
import { strictEqual } from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { alertmanagerProgram } from './alertmanager.ts';
import { freePort, treeOf } from './machine.ts';
import { doorOf, forget, type Muster, newFolder, organisation, startMuster } from './muster.ts';
import {
  type Exporter,
  openExporter,
  type Peer,
  prometheusProgram,
  startPrometheus,
  startTeller,
} from './peers/senders.ts';
import { look, until } from './peers/watch.ts';
import { openSink } from './sink.ts';

if (!alertmanagerProgram || !prometheusProgram) {
  console.log('Skipped: the peers are not installed (packages prometheus and prometheus-alertmanager).');
  process.exit(0);
}

interface Stage {
  folder: string;
  exporter: Exporter;
  muster: Muster;
  port: number;
  teller: Peer;
  tellerPort: number;
}

const folder = mkdtempSync(join(tmpdir(), 'muster-peers-'));
const dataDir = newFolder();
const sink = await openSink();
const port = await freePort();
const tellerPort = await freePort();
const muster = await startMuster({ dataDir, port });
await muster.call('PUT', '/api/v1/organisation', organisation(sink.url));
const exporter = await openExporter();
const teller = await startTeller(folder, tellerPort, muster.url);
const prometheus = await startPrometheus(folder, exporter, teller);
const stage: Stage = { folder, exporter, muster, port, teller, tellerPort };

let failed = false;
try {
  await fireAndGather(stage);
  await restartMuster(stage);
  await restartAlertmanager(stage);
  await databaseAway(stage);
  await resolveAll(stage);
  console.log(`Everything came out right; ${sink.requests()} notifications were sent.`);
} catch (error) {
  failed = true;
  console.error('FAILED', error);
} finally {
  await prometheus.stop();
  await stage.teller.stop();
  await stage.muster.stop();
  exporter.close();
  sink.close();
  rmSync(folder, { recursive: true, force: true });
  forget(dataDir);
}
process.exit(failed ? 1 : 0);

/** One alert is one page for each door; two more of the same group join it; one of three ends and no page does. */
async function fireAndGather({ exporter, muster }: Stage): Promise<void> {
  exporter.broken.add('a');
  await until(muster, 'one alert, one page for each door', (seen) => seen.open === 'a' && seen.pages === 2);
  exporter.broken.add('b').add('c');
  const three = await until(muster, 'two more join', (seen) => seen.open === 'abc');
  strictEqual(three.pages, 2, 'alerts that join a group open no page');
  strictEqual(three.viaPagerduty.alerts, 1, 'PagerDuty is told of groups, not of alerts');
  exporter.broken.delete('a');
  const two = await until(muster, 'one of three is resolved', (seen) => seen.open === 'bc');
  strictEqual(two.openPages, 2, 'the group is still open');
}

/** What fires while Muster is down arrives when it is back, because Alertmanager tries again. */
async function restartMuster(stage: Stage): Promise<void> {
  const before = await look(stage.muster);
  await stage.muster.stop();
  stage.exporter.broken.add('d');
  await sleep(5_000);
  stage.muster = await startMuster({ dataDir, port: stage.port });
  const after = await until(
    stage.muster,
    'told again after a restart of Muster',
    (seen) => seen.open === 'bcd',
  );
  strictEqual(after.pages, before.pages, 'no page is opened twice');
  strictEqual(after.alerts, before.alerts + 1, 'no alert is opened twice');
}

/** A sender that starts again, and one that repeats itself, only counts up. */
async function restartAlertmanager(stage: Stage): Promise<void> {
  const before = await look(stage.muster);
  await stage.teller.stop();
  stage.teller = await startTeller(stage.folder, stage.tellerPort, stage.muster.url);
  const after = await until(
    stage.muster,
    'repeats after a restart of Alertmanager',
    (seen) => seen.told >= before.told + 3 && seen.viaPagerduty.count > before.viaPagerduty.count,
  );
  strictEqual(after.alerts, before.alerts, 'a repeat opens no alert');
  strictEqual(after.pages, before.pages, 'a repeat opens no page');
  strictEqual(after.open, 'bcd');
}

/** While the database does not answer, the doors say 503, which is what makes Alertmanager come again. */
async function databaseAway({ muster, exporter }: Stage): Promise<void> {
  const database = treeOf(muster.pid).filter((pid) => pid !== muster.pid);
  for (const pid of database) process.kill(pid, 'SIGSTOP');
  try {
    exporter.broken.add('e');
    const since = performance.now();
    const answer = await fetch(doorOf(muster), {
      method: 'POST',
      body: '{"version":"4","alerts":[{"status":"resolved","labels":{"x":"y"}}]}',
    });
    strictEqual(answer.status, 503);
    console.log(
      `ok  503 after ${Math.round(performance.now() - since)} ms, Retry-After ${answer.headers.get('retry-after')}`,
    );
    await sleep(4_000);
  } finally {
    for (const pid of database) process.kill(pid, 'SIGCONT');
  }
  const after = await until(muster, 'told again when the database is back', (seen) =>
    seen.open.startsWith('bcde'),
  );
  strictEqual(after.viaPagerduty.alerts, 1);
}

/** When all is well again nothing stays open. */
async function resolveAll({ muster, exporter }: Stage): Promise<void> {
  exporter.broken.clear();
  await until(
    muster,
    'everything is resolved',
    (seen) => seen.open === '' && seen.openPages === 0 && seen.viaPagerduty.open === 0,
    60,
  );
}
