import { expect, test } from 'vitest';
import { doorOf } from '../harness/town.ts';
import { startWorld } from '../harness/world.ts';

const world = await startWorld({
  organisation: {
    people: ['ana'],
    policies: [{ name: 'ana', repeat: 0, steps: [{ escalateAfter: 30, targets: [{ user: 'ana' }] }] }],
    services: [{ name: 'checkout', policy: 'ana' }],
    routes: [
      { name: 'by-cluster', when: 'labels.cluster != ""', service: 'checkout', groupBy: ['cluster'] },
      {
        name: 'gathered',
        when: 'labels.rack != ""',
        service: 'checkout',
        groupBy: ['rack'],
        groupWait: 30,
      },
    ],
  },
});

const hosts = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    status: 'firing',
    labels: { alertname: 'HostDown', host: `host-${from + i}` },
    annotations: { summary: `Host ${from + i} is down` },
  }));

test('a storm of 200 alerts in one group rings once; the page counts them all', async () => {
  await world.alertmanager({ groupKey: '{}:{storm="one"}', alerts: hosts(0, 200) });
  world.phone('ana').gets('is down');
  world.phones.nobodyElse();
  const page = await world.page();
  expect(page).toMatchObject({ alerts: 200, state: 'triggered' });
  const alerts = await world.alerts();
  expect(alerts).toHaveLength(200);
  expect(new Set(alerts.map((alert) => alert.page))).toEqual(new Set([page.id]));
  await world.quiet();
});

test('ten requests at once that carry one group open one page with the exact count', async () => {
  const before = (await world.pages()).length;
  await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      world.alertmanager({ groupKey: '{}:{storm="ten"}', alerts: hosts(1_000 + 20 * i, 20) }),
    ),
  );
  await world.settle();
  world.phone('ana').gets('is down');
  expect(await world.pages()).toHaveLength(before + 1);
  expect(await world.page()).toMatchObject({ alerts: 200 });
  await world.quiet();
});

test('the same alert 500 times, ten senders at once, is one alert that knows the number', async () => {
  const { key } = doorOf('checkout', 'generic');
  const body = JSON.stringify(
    Array.from({ length: 25 }, () => ({ title: 'Disk is full', dedupKey: 'disk', status: 'firing' })),
  );
  const headers = { 'content-type': 'application/json' };
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      world.request(`/ingest/generic/${key}`, { method: 'POST', headers, body }),
    ),
  );
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([202]));
  await world.settle();
  world.phone('ana').gets('Disk is full');
  const alerts = (await world.alerts()).filter((alert) => alert.dedupKey === 'disk');
  expect(alerts.map(({ count, state }) => ({ count, state }))).toEqual([{ count: 500, state: 'firing' }]);
  expect(await world.page('Disk')).toMatchObject({ alerts: 1 });
  await world.forward('10 minutes');
  world.phones.nobodyElse();
  await world.quiet();
});

test('alerts that a route groups by a label join one page, whatever their keys are', async () => {
  for (const node of ['a', 'b', 'c'])
    await world.alert({ title: `Node ${node} is gone`, key: `node-${node}`, labels: { cluster: 'eu-1' } });
  world.phone('ana').gets('Node a is gone');
  await world.alert({ title: 'Node x is gone', key: 'node-x', labels: { cluster: 'us-1' } });
  world.phone('ana').gets('Node x is gone');
  world.phones.nobodyElse();
  expect(await world.page('Node a')).toMatchObject({ alerts: 3 });
  expect(await world.page('Node x')).toMatchObject({ alerts: 1 });
  await world.quiet();
});

test('a group may wait for company: one page when the wait is over, none when all is well before', async () => {
  await world.alert({ title: 'Fan 1 stopped', key: 'fan-1', labels: { rack: 'r1' } });
  await world.forward('20 seconds');
  await world.alert({ title: 'Fan 2 stopped', key: 'fan-2', labels: { rack: 'r1' } });
  await world.alert({ title: 'Fan 9 stopped', key: 'fan-9', labels: { rack: 'r9' } });
  world.phones.nobodyElse();
  const started = world.now();
  await world.forward('10 seconds');
  const rung = world.phone('ana').gets('Fan 1 stopped');
  expect(rung.at).toBe(started.add({ seconds: 10 }).toString({ fractionalSecondDigits: 3 }));
  expect(await world.page('Fan')).toMatchObject({ alerts: 2 });
  await world.resolveAlert('fan-9');
  await world.forward('1 minute');
  world.phones.nobodyElse();
  expect((await world.pages()).filter((page) => page.title.includes('Fan 9'))).toEqual([]);
});
