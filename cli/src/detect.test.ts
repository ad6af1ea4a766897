import { type Alert, listAlerts } from '@muster/contract/detect/alerts';
import { createIntegration, type Integration, listIntegrations } from '@muster/contract/detect/integrations';
import { expect, test } from 'vitest';
import { eachWithStub, type StubServer } from '../test/stub-server.ts';
import { terminal } from '../test/terminal.ts';

const alert: Alert = {
  id: 'a-1',
  integration: 'prometheus',
  service: 'checkout',
  maintenance: null,
  dedupKey: 'k',
  state: 'firing',
  severity: 'critical',
  title: 'Checkout \u001b[31mis\u001b[0m down\nnow',
  description: '',
  labels: {},
  annotations: {},
  links: [],
  count: 3,
  firstAt: '2026-11-20T09:48:00.000Z',
  lastAt: '2026-11-20T09:58:00.000Z',
  startsAt: '2026-11-20T09:48:00.000Z',
  endsAt: null,
  group: null,
  page: null,
};
const integration: Integration = {
  name: 'prometheus',
  door: 'alertmanager',
  service: 'checkout',
  address: 'http://muster.example/ingest/alertmanager/<key>',
  keyHint: 'abcd',
  createdAt: '2026-11-20T09:00:00.000Z',
  lastEventAt: null,
};

let server: StubServer;
let env: Record<string, string>;
eachWithStub((given) => {
  ({ server, env } = given);
});

test('alerts asks for open ones and shows hostile titles on one plain line', async () => {
  server.on(listAlerts, () => ({ items: [alert], nextCursor: null }));
  const t = terminal({ env });
  expect(await t.muster('alerts', '--service', 'checkout', '--q', 'down')).toBe(0);
  expect(server.asked[0]?.query).toMatchObject({ state: 'open', service: 'checkout', q: 'down', limit: 50 });
  expect(t.text().split('\n')[1]).toBe(
    'critical  firing  12 min  checkout  Checkout is down now  3      prometheus',
  );
});

test('alerts --state any leaves the state out; an unknown state is a usage error', async () => {
  server.on(listAlerts, () => ({ items: [], nextCursor: null }));
  const t = terminal({ env });
  await t.muster('alerts', '--state', 'any');
  expect(server.asked[0]?.query).not.toHaveProperty('state');
  expect(t.text()).toBe('No alerts.');
  expect(await t.muster('alerts', '--state', 'burning')).toBe(2);
});

test('alerts says when there are more', async () => {
  server.on(listAlerts, () => ({ items: [alert], nextCursor: 'c' }));
  const t = terminal({ env });
  await t.muster('alerts');
  expect(t.text()).toContain('There are more');
});

test('integrations lists them', async () => {
  server.on(listIntegrations, () => ({ items: [integration], nextCursor: null }));
  const t = terminal({ env });
  expect(await t.muster('integrations')).toBe(0);
  expect(t.text()).toContain('prometheus  alertmanager  checkout  never');
});

test('integrations add shows the whole address once', async () => {
  server.on(createIntegration, () => ({ integration, key: 'the-key' }));
  const t = terminal({ env });
  expect(
    await t.muster('integrations', 'add', 'prometheus', '--door', 'alertmanager', '--service', 'checkout'),
  ).toBe(0);
  expect(server.asked[0]?.body).toEqual({ name: 'prometheus', door: 'alertmanager', service: 'checkout' });
  expect(t.text()).toContain('http://muster.example/ingest/alertmanager/the-key');
});
