import type { createIntegration } from '@muster/contract/detect/integrations';
import type { AnswerOf } from '@muster/contract/platform/endpoint';

export type Door = AnswerOf<typeof createIntegration>['integration']['door'];

interface Sending {
  /** The address of the door, with the key in it. */
  address: string;
  key: string;
  /** The present as an RFC 3339 instant: a test alert begins now. */
  now: string;
}

/** Pure: what to paste where, so that a sender reaches its door. */
export function snippetsFor(door: Door, { address, key, now }: Sending): { curl: string; config?: string } {
  switch (door) {
    case 'alertmanager':
      return { curl: curl(address, alertmanagerBody(now)), config: alertmanagerConfig(address) };
    case 'pagerduty':
      return { curl: curl(address, pagerdutyBody(key)) };
    case 'generic':
      return { curl: curl(address, genericBody) };
    case 'heartbeat':
      return {
        curl: `curl -fsS ${quoted(address)}`,
        config: `# crontab: say that the job went well, and be told when it no longer does\n*/5 * * * * /usr/local/bin/job && curl -fsS -m 10 --retry 3 ${quoted(address)}`,
      };
  }
}

/** The address with the key in place of its placeholder. */
export function withKey(address: string, key: string): string {
  return address.replace('<key>', key);
}

function curl(address: string, body: unknown): string {
  return `curl -fsS -X POST ${quoted(address)} \\\n  -H 'content-type: application/json' \\\n  -d '${JSON.stringify(body)}'`;
}

/** Quoted for a shell: an address may hold characters that it would take for itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

const genericBody = {
  title: 'Test alert from a terminal',
  dedupKey: 'test-1',
  status: 'firing',
  severity: 'warning',
  labels: { env: 'test' },
};

function alertmanagerBody(now: string) {
  return {
    version: '4',
    status: 'firing',
    receiver: 'muster',
    groupKey: 'test',
    groupLabels: {},
    commonLabels: {},
    commonAnnotations: {},
    externalURL: '',
    truncatedAlerts: 0,
    alerts: [
      {
        status: 'firing',
        labels: { alertname: 'TestAlert', severity: 'warning' },
        annotations: { summary: 'Test alert from a terminal' },
        startsAt: now,
        endsAt: '0001-01-01T00:00:00Z',
        fingerprint: 'test1',
      },
    ],
  };
}

function pagerdutyBody(key: string) {
  return {
    routing_key: key,
    event_action: 'trigger',
    dedup_key: 'test-1',
    payload: { summary: 'Test alert from a terminal', source: 'terminal', severity: 'warning' },
  };
}

function alertmanagerConfig(address: string): string {
  return `route:
  receiver: muster
  group_wait: 10s
receivers:
  - name: muster
    webhook_configs:
      - url: ${JSON.stringify(address)}
        send_resolved: true`;
}
