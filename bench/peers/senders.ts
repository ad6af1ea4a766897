// A real Prometheus whose rule we can make true, and a real Alertmanager that tells Muster through two doors.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { alertmanagerProgram } from '../alertmanager.ts';
import { end, freePort, isInstalled, loadCore, spawnOn, untilReady } from '../machine.ts';
import { alertmanagerKey, pagerdutyKey } from '../muster.ts';

export const prometheusProgram = ['prometheus'].find(isInstalled);

/** Says which machines are broken, as an exporter does. */
export interface Exporter {
  port: number;
  broken: Set<string>;
  close(): void;
}

export async function openExporter(): Promise<Exporter> {
  const broken = new Set<string>();
  const port = await freePort();
  const server = createServer((_request, response) => {
    const lines = ['a', 'b', 'c', 'd', 'e'].map(
      (name) => `machine_broken{machine="${name}"} ${broken.has(name) ? 1 : 0}`,
    );
    response.writeHead(200, { 'content-type': 'text/plain' }).end(`${lines.join('\n')}\n`);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port,
    broken,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export interface Peer {
  url: string;
  stop(): Promise<void>;
}

export async function startPrometheus(folder: string, from: Exporter, tells: Peer): Promise<Peer> {
  const home = join(folder, 'prometheus');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'rules.yml'), rules);
  writeFileSync(
    join(home, 'config.yml'),
    `global: { scrape_interval: 1s, evaluation_interval: 1s }
rule_files: [rules.yml]
alerting: { alertmanagers: [{ static_configs: [{ targets: ['${new URL(tells.url).host}'] }] }] }
scrape_configs: [{ job_name: machines, static_configs: [{ targets: ['127.0.0.1:${from.port}'] }] }]
`,
  );
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const flags = [
    `--config.file=${home}/config.yml`,
    `--storage.tsdb.path=${home}/data`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--rules.alert.resend-delay=5s',
    '--log.level=error',
  ];
  const child = spawnOn(loadCore, [prometheusProgram ?? '', ...flags]);
  await untilReady(`${url}/-/ready`, child);
  return { url, stop: () => end(child) };
}

const rules = `groups:
  - name: machines
    rules:
      - alert: MachineBroken
        expr: machine_broken == 1
        labels: { severity: critical }
        annotations:
          summary: 'Machine {{ $labels.machine }} is broken'
          runbook_url: https://runbooks.example.org/machine-broken
`;

/** Started again with the same folder and port, it goes on where it was. */
export async function startTeller(folder: string, port: number, musterUrl: string): Promise<Peer> {
  const home = join(folder, 'alertmanager');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'config.yml'), configuration(musterUrl));
  const url = `http://127.0.0.1:${port}`;
  const flags = [
    `--config.file=${home}/config.yml`,
    `--storage.path=${home}/data`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--cluster.listen-address=',
    '--log.level=error',
  ];
  const child = spawnOn(loadCore, [alertmanagerProgram ?? '', ...flags]);
  await untilReady(`${url}/-/ready`, child);
  return { url, stop: () => end(child) };
}

const configuration = (muster: string) => `route:
  receiver: muster
  group_by: [alertname]
  group_wait: 1s
  group_interval: 2s
  repeat_interval: 10s
  routes:
    - { receiver: muster, continue: true }
    - { receiver: as-pagerduty }
receivers:
  - name: muster
    webhook_configs: [{ url: '${muster}/ingest/alertmanager/${alertmanagerKey}', send_resolved: true }]
  - name: as-pagerduty
    pagerduty_configs:
      - { url: '${muster}/v2/enqueue', routing_key: ${pagerdutyKey}, severity: critical, send_resolved: true }
`;
