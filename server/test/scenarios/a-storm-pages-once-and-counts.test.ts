import { listAlerts } from '@muster/contract/detect/alerts';
import { expect, test } from 'vitest';
import { doorOf } from '../harness/town.ts';
import { startWorld } from '../harness/world.ts';

const world = await startWorld();
const limit = 60;
for (const { app } of world.nodes) app.platform.settings.storm = { service: limit, total: 10 * limit };

/** One request with so many alerts, each a group of its own. */
async function storm(from: number, until: number, status = 'firing'): Promise<void> {
  for (let at = from; at < until; at += 50) {
    const alerts = Array.from({ length: Math.min(50, until - at) }, (_, i) => ({
      status,
      title: `Host ${at + i} is down`,
      dedupKey: `host-${at + i}`,
    }));
    for (const alert of alerts) {
      const answer = await world.request(`/ingest/generic/${doorOf('checkout', 'generic').key}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(alert),
      });
      expect(answer.status).toBeLessThan(300);
    }
    await world.settle();
  }
}

test('the first groups ring one by one; the others share one page that counts exactly and ends with them', async () => {
  await storm(0, limit + 40);
  const pages = await world.pages();
  expect(pages).toHaveLength(limit + 1);
  const shared = await world.page('Storm at checkout');
  expect(shared.title).toBe('Storm at checkout: 40 more groups of alerts since "Host 60 is down"');
  expect(shared).toMatchObject({ state: 'triggered', notified: ['ana'] });

  await storm(limit + 40, limit + 90);
  expect(await world.page('Storm')).toMatchObject({
    id: shared.id,
    title: 'Storm at checkout: 90 more groups of alerts since "Host 60 is down"',
  });
  expect(await world.pages()).toHaveLength(limit + 1);
  const { items } = await world.admin(listAlerts, { query: { limit: 200 } });
  expect(items).toHaveLength(limit + 90);
  expect(items.filter((alert) => alert.page === shared.id)).toHaveLength(90);

  await storm(limit, limit + 89, 'resolved');
  expect((await world.page('Storm')).state).toBe('triggered');
  await storm(limit + 89, limit + 90, 'resolved');
  expect((await world.page('Storm')).state).toBe('resolved');
});

test('whoever takes the shared page takes all of its alerts, gives them back, and ends them with it', async () => {
  await world.forward('2 minutes');
  await storm(500, 500 + limit + 30);
  const shared = await world.page('Storm at checkout: 30 more');
  expect(shared).toMatchObject({ groups: 30, alerts: 30, group: null });
  expect(await world.explanation(shared)).toContainEqual(expect.stringContaining('share this page'));
  const states = async () => {
    const { items } = await world.admin(listAlerts, { query: { limit: 200, page: shared.id } });
    return Object.fromEntries(
      Map.groupBy(items, (one) => one.state)
        .entries()
        .map(([s, all]) => [s, all.length]),
    );
  };
  expect(await states()).toEqual({ firing: 30 });
  await world.as('ana').acknowledge(shared);
  expect(await states()).toEqual({ acknowledged: 30 });
  await world.as('ana').unacknowledge(shared);
  expect(await states()).toEqual({ firing: 30 });

  await storm(500 + limit, 500 + limit + 10, 'resolved');
  await world.as('ana').resolve(shared);
  expect(await states()).toEqual({ resolved: 30 });
  const open = await world.sql(`select g.id from detect.groups g where g.page_id = $1 and g.state = 'open'`, [
    shared.id,
  ]);
  expect(open).toEqual([]);

  // What fires again is a new problem, and one that goes on: it joins no page that is over.
  await storm(500 + limit + 20, 500 + limit + 25);
  const next = await world.page('Storm at checkout: 5 more');
  expect(next).toMatchObject({ state: 'triggered', groups: 5 });
  expect(next.id).not.toBe(shared.id);
});

test('administrators hear of the storm while it is on, and it is over when it is calm', async () => {
  const [node] = world.nodes;
  await storm(1_000, 1_000 + limit + 20);
  await node?.app.audit();
  const open = () =>
    world.sql(`select text from platform.findings where check_name = 'oncall.storms' and ended_at is null`);
  expect((await open()).map((row) => row.text)).toEqual([
    expect.stringMatching(/^A storm at checkout since .*: \d+ groups of alerts share the page /),
  ]);
  await world.forward('6 minutes');
  await node?.app.audit();
  expect(await open()).toEqual([]);
  await world.alert({ title: 'Something else', key: 'else' });
  expect(await world.page('Something else')).toMatchObject({ state: 'triggered' });
});
