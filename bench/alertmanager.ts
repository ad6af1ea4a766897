// The peer: a real Alertmanager with a configuration and a storage of its own.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { end, freePort, isInstalled, serverCore, spawnOn, untilReady } from './machine.ts';

export const alertmanagerProgram = ['prometheus-alertmanager', 'alertmanager'].find(isInstalled);

export interface Alertmanager {
  url: string;
  pid: number;
  readyAfterMs: number;
  stop(): Promise<void>;
}

/** `groupWait` is how long it waits before it tells of a new group, in its own notation. */
export async function startAlertmanager(sink: string, groupWait = '30s'): Promise<Alertmanager> {
  if (!alertmanagerProgram) throw new Error('Alertmanager is not installed');
  const folder = mkdtempSync(join(tmpdir(), 'muster-peer-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  writeFileSync(join(folder, 'config.yml'), configuration(sink, groupWait));
  const since = performance.now();
  const child = spawnOn(
    serverCore,
    [
      alertmanagerProgram,
      `--config.file=${folder}/config.yml`,
      `--storage.path=${folder}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
      '--log.level=error',
    ],
    { GOMAXPROCS: '1' },
  );
  await untilReady(`${url}/-/ready`, child);
  return {
    url,
    pid: child.pid ?? 0,
    readyAfterMs: performance.now() - since,
    async stop() {
      await end(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configuration(sink: string, groupWait: string): string {
  return `route:
  receiver: sink
  group_by: [alertname, service]
  group_wait: ${groupWait}
  group_interval: ${groupWait === '0s' ? '1s' : '5m'}
  repeat_interval: 4h
receivers:
  - name: sink
    webhook_configs: [{ url: '${sink}', send_resolved: true }]
`;
}
