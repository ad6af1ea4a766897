/** A small organisation whose two people are reached by webhooks, and the alerts that wake them. */
import { z } from 'zod';
import type { FakeReceiver } from '../../server/test/harness/providers.ts';
import { adminToken, type Muster } from './server.ts';

const key = 'alertmanagerkey0123456789abcdef01';

/** What Muster is started with so that Ada exists and can sign in. */
export const ada = {
  email: 'ada@example.org',
  password: 'a sentence that nobody else knows',
} as const;
export const adaSettings = { MUSTER_ADMIN_EMAIL: ada.email, MUSTER_ADMIN_PASSWORD: ada.password };

/** Ada is asked first, Ben when she does not answer. Their phones are the paths /ada and /ben of the receiver. */
export async function settle(muster: Muster, receiver: FakeReceiver): Promise<void> {
  const person = (name: string, fullName: string, access: string) => ({
    name,
    fullName,
    email: `${name}@example.org`,
    timeZone: 'UTC',
    access,
    contacts: [{ id: 'hook', kind: 'webhook', url: `${receiver.url}/${name}` }],
    rules: {
      high: [
        { after: 0, via: 'hook' },
        { after: 2, via: 'hook' },
      ],
      low: [{ after: 0, via: 'hook' }],
    },
  });
  const schedule = (name: string, member: string) => ({
    name,
    timeZone: 'UTC',
    layers: [{ rotation: { unit: 'week', length: 1, start: '2026-01-05T09:00', members: [[member]] } }],
  });
  const step = (name: string) => ({ escalateAfter: 5, targets: [{ schedule: name }] });
  await ask(muster, 'PUT', '/api/v1/organisation', {
    muster: 1,
    people: [person('ada', 'Ada Alder', 'admin'), person('ben', 'Ben Birch', 'responder')],
    teams: [{ name: 'payments', members: ['ada', 'ben'] }],
    schedules: [schedule('primary', 'ada'), schedule('secondary', 'ben')],
    policies: [{ name: 'payments-high', repeat: 0, steps: [step('primary'), step('secondary')] }],
    services: [
      { name: 'checkout', team: 'payments', policy: 'payments-high', urgency: 'high', tier: 1 },
      { name: 'ledger', team: 'payments', policy: 'payments-high', urgency: 'high' },
    ],
    integrations: [{ name: 'prometheus', door: 'alertmanager', service: 'checkout', key }],
  });
}

/** As Alertmanager posts it: one firing alert of this name. */
export async function fire(muster: Muster, name: string): Promise<void> {
  const alert = {
    status: 'firing',
    labels: { alertname: name, severity: 'critical' },
    annotations: { summary: name },
    startsAt: '2026-03-02T03:00:00Z',
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: '',
    fingerprint: Buffer.from(name).toString('hex').slice(0, 16),
  };
  await ask(muster, 'POST', `/ingest/alertmanager/${key}`, {
    version: '4',
    groupKey: `{}:{alertname="${name}"}`,
    truncatedAlerts: 0,
    status: 'firing',
    receiver: 'muster',
    groupLabels: { alertname: name },
    commonLabels: alert.labels,
    commonAnnotations: alert.annotations,
    externalURL: '',
    alerts: [alert],
  });
}

/** Asks as the administrator's token; throws what was answered when it is a refusal. */
export async function ask(muster: Muster, method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(`${muster.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status} ${text}`);
  return text === '' ? null : JSON.parse(text);
}

/** Somebody besides Ada, who signs in on a device of their own. */
export const ben = { email: 'ben@example.org', password: 'a sentence that only Ben would say' };

/** Gives Ben his password, by the link that an administrator hands out. */
export async function letBenIn(muster: Muster): Promise<void> {
  const made = await ask(muster, 'POST', '/api/v1/people/ben/sign-in-link');
  const { url } = z.object({ url: z.string() }).parse(made);
  const token = new URL(url).searchParams.get('token');
  await ask(muster, 'POST', '/api/v1/session/link', { token, password: ben.password });
}
