// What senders post: distinct alerts, as Alertmanager's webhook and as its own API take them.

export interface SampleAlert {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  generatorURL: string;
}

let made = 0;
const runId = `${process.pid.toString(36)}${Date.now().toString(36)}`;

/** An alert that no other one of this run equals. One hundred pairs of name and service recur. */
export function sampleAlert(): SampleAlert {
  const i = made;
  made += 1;
  return {
    labels: {
      alertname: `QueueTooLong${i % 20}`,
      service: `orders-${i % 50}`,
      severity: 'critical',
      instance: `10.1.${Math.floor(i / 250) % 250}.${i % 250}:9100`,
      cluster: 'eu-central-1',
      job: 'node',
      case: `case-${runId}-${i}`,
    },
    annotations: {
      summary: `Orders wait longer than five minutes (case-${runId}-${i})`,
      description:
        'The oldest order in the queue has been waiting for more than five minutes; start with the steps of the runbook below.',
      runbook_url: 'https://runbooks.example.org/orders/queue-too-long',
    },
    generatorURL: 'http://prometheus.example.org/graph?g0.expr=queue_age_seconds',
  };
}

/** An alert that no other shares a group with. */
export function loneAlert(): SampleAlert {
  const alert = sampleAlert();
  return { ...alert, labels: { ...alert.labels, alertname: `Lone-${alert.labels.case}` } };
}

/** The mark by which a notification is recognised at the receiver. */
export const caseOf = (alert: SampleAlert): string => alert.labels.case ?? '';
export const casePattern = /case-[a-z0-9]+-\d+/g;

export type Form = 'webhook' | 'api';

export function bodyOf(form: Form, alerts: readonly SampleAlert[]): string {
  if (form === 'api') return JSON.stringify(alerts);
  const { alertname, service } = alerts[0]?.labels ?? {};
  return JSON.stringify({
    receiver: 'muster',
    status: 'firing',
    alerts: alerts.map((alert) => ({
      status: 'firing',
      ...alert,
      startsAt: '2026-01-01T00:00:00.000Z',
      endsAt: '0001-01-01T00:00:00Z',
      fingerprint: fingerprintLike(caseOf(alert)),
    })),
    groupLabels: { alertname, service },
    commonLabels: { severity: 'critical' },
    commonAnnotations: {},
    externalURL: 'http://alertmanager.example.org',
    version: '4',
    groupKey: `{}:{alertname="${alertname}", service="${service}"}`,
    truncatedAlerts: 0,
  });
}

/** Sixteen hexadecimal digits that differ where the text differs; the true algorithm does not matter here. */
function fingerprintLike(text: string): string {
  let high = 0x811c9dc5;
  let low = 0x01000193;
  for (let i = 0; i < text.length; i += 1) {
    high = Math.imul(high ^ text.charCodeAt(i), 0x01000193) >>> 0;
    low = Math.imul(low + text.charCodeAt(i), 0x85ebca6b) >>> 0;
  }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}
