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
