/**
 * Monitoring tools that send alerts without a pause, each over a connection of its own, and try again on 5xx,
 * reset and refused, as Alertmanager does. Every alert is a group of its own, so each must open a page.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { heartbeatKey, keyOf, type ServiceName, serviceNames } from './organisation.ts';

export interface Attempt {
  /** 0 when there was no answer at all. */
  status: number;
  startedAt: number;
  ms: number;
  what: 'alert' | 'heartbeat';
  /** It had no answer because nobody listened, or because the connection broke: not because it hung. */
  cut: boolean;
}

export interface SentAlert {
  name: string;
  service: ServiceName;
  /** When the first 2xx came back, on the clock of `performance`. */
  acceptedAt: number | undefined;
}

export interface Senders {
  readonly alerts: SentAlert[];
  readonly attempts: Attempt[];
  /** No new alerts; each that was begun is tried until it is accepted. */
  stop(): Promise<void>;
}

/** `nodes` answers the addresses to send to at this moment; a sender goes to the next one after a failure. */
export function startSenders(
  nodes: readonly string[],
  { connections = 4, pauseMs = 120 }: { connections?: number; pauseMs?: number } = {},
): Senders {
  const alerts: SentAlert[] = [];
  const attempts: Attempt[] = [];
  let isOpen = true;

  const sendOne = async (sender: number, count: number) => {
    const service = serviceNames[(sender + count) % serviceNames.length] ?? 'payments';
    const alert: SentAlert = { name: `alert-${sender}-${count}`, service, acceptedAt: undefined };
    alerts.push(alert);
    const body = sender % 2 === 0 ? alertmanagerBody(alert) : genericBody(alert);
    const path = `/ingest/${sender % 2 === 0 ? 'alertmanager' : 'generic'}`;
    const key = keyOf(service, sender % 2 === 0 ? 'alertmanager' : 'generic');
    for (let tries = 0; ; tries += 1) {
      const node = nodes[(sender + tries) % nodes.length];
      const attempt = await post(`${node}${path}/${key}`, body, 'alert');
      attempts.push(attempt);
      if (attempt.status >= 200 && attempt.status < 300) {
        alert.acceptedAt = performance.now();
        return;
      }
      await sleep(Math.min(1_000, 50 * 2 ** Math.min(tries, 5)));
    }
  };
  const sendAll = async (sender: number) => {
    for (let count = 0; isOpen; count += 1) {
      await sendOne(sender, count);
      await sleep(pauseMs);
    }
  };
  const beat = async () => {
    for (let tries = 0; isOpen; tries += 1) {
      attempts.push(
        await post(`${nodes[tries % nodes.length]}/ping/${heartbeatKey}`, 'still here', 'heartbeat'),
      );
      await sleep(500);
    }
  };
  const running = [beat(), ...Array.from({ length: connections }, (_, sender) => sendAll(sender))];
  return {
    alerts,
    attempts,
    async stop() {
      isOpen = false;
      await Promise.all(running);
    },
  };
}

async function post(url: string, body: string, what: Attempt['what']): Promise<Attempt> {
  const startedAt = performance.now();
  const done = (status: number, cut: boolean): Attempt => ({
    status,
    startedAt,
    ms: performance.now() - startedAt,
    what,
    cut,
  });
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    });
    await answer.arrayBuffer();
    return done(answer.status, false);
  } catch (error) {
    return done(0, !(error instanceof Error && error.name === 'TimeoutError'));
  }
}

function alertmanagerBody({ name, service }: SentAlert): string {
  const labels = { alertname: name, team: service, severity: 'critical' };
  const alert = {
    status: 'firing',
    labels,
    annotations: { summary: `${name} of ${service}` },
    startsAt: '2026-01-01T00:00:00Z',
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: 'http://prometheus.example.org/graph',
  };
  return JSON.stringify({
    version: '4',
    groupKey: `{}:{alertname="${name}"}`,
    status: 'firing',
    receiver: 'muster',
    groupLabels: { alertname: name },
    commonLabels: labels,
    commonAnnotations: {},
    externalURL: 'http://alertmanager.example.org',
    alerts: [alert],
  });
}

function genericBody({ name, service }: SentAlert): string {
  return JSON.stringify({
    dedupKey: name,
    status: 'firing',
    title: `${name} of ${service}`,
    severity: 'critical',
    labels: { alertname: name },
  });
}
