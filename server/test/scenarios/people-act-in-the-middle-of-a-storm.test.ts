import { expect, test } from 'vitest';
import { doorOf } from '../harness/town.ts';
import { startWorld } from '../harness/world.ts';

const world = await startWorld({ twist: { doorPatienceMs: 900 } });
const hosts = Array.from({ length: 60 }, (_, i) => `host-${i}`);

/** One request that says all hosts in this order; the sender's own order is never the same. */
const storm = (round: number, status = 'firing') =>
  world.request(`/ingest/alertmanager/${doorOf('checkout', 'alertmanager').key}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      version: '4',
      groupKey: '{}:{alertname="HostDown"}',
      alerts: [...hosts.slice(round % 60), ...hosts.slice(0, round % 60)].map((host) => ({
        status,
        labels: { alertname: 'HostDown', host },
        annotations: { summary: `${host} is down` },
      })),
    }),
  });
// Two changes that lock the same rows in different orders would wait a second, and a door answers 503 before that.
test('acknowledged, given back, taken again while the sender repeats everything: every request is taken', async () => {
  await storm(0);
  await world.settle();
  const page = await world.page('is down');
  const [ana, bob] = [world.as('ana'), world.as('bob')];
  const answers: number[] = [];
  for (let round = 1; round <= 8; round += 1) {
    const sent = [storm(round), storm(round + 50), storm(round + 100)];
    await ana.acknowledge(page);
    await bob.unacknowledge(page);
    answers.push(...(await Promise.all(sent)).map((answer) => answer.status));
  }
  expect(new Set(answers)).toEqual(new Set([200]));
  await world.settle();
  const alerts = (await world.alerts()).filter((alert) => alert.page === page.id);
  expect(alerts.map(({ count }) => count)).toEqual(hosts.map(() => 25));
});

test('resolved by a person while the sender says it is over, and then that it is not', async () => {
  const answers: number[] = [];
  for (let round = 1; round <= 10; round += 1) {
    const sent = [storm(round, 'resolved'), storm(round + 50, 'firing'), storm(round + 100, 'resolved')];
    const open = (await world.pages()).filter((page) => page.state !== 'resolved');
    for (const page of open)
      await world
        .as('ana')
        .resolve(page)
        .catch(() => undefined);
    answers.push(...(await Promise.all(sent)).map((answer) => answer.status));
  }
  await world.settle();
  expect(new Set(answers)).toEqual(new Set([200]));
  // An alert that is open is in a group that is open, and that group has a page that is open.
  const lost = await world.sql(`
    select a.id from detect.alerts a join detect.groups g on g.id = a.group_id
    where a.state <> 'resolved' and g.state <> 'open'`);
  expect(lost).toEqual([]);
});
