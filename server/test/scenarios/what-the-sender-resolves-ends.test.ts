import { expect, test } from 'vitest';
import { startWorld } from '../harness/world.ts';

const world = await startWorld();

test('the sender resolves: the page ends, and nobody is called any more', async () => {
  await world.alert({ title: 'Disk is full', key: 'disk' });
  world.phone('ana').gets('Disk is full');
  await world.forward('2 minutes');
  await world.resolveAlert('disk');
  const page = await world.page();
  expect(page).toMatchObject({ state: 'resolved', resolvedAt: '2026-03-02T09:02:00.000Z', nextAt: null });
  expect(page.why).toContain('The source reported recovery');
  await world.forward('20 minutes');
  world.phones.nobodyElse();
});

test('what is queued when the sender resolves is taken back', async () => {
  world.phone('ana').behaves({ status: 503 });
  await world.alert({ title: 'Mail is stuck', key: 'mail' });
  await world.resolveAlert('mail');
  const calls = world.phone('ana').calls();
  world.phone('ana').behaves({ status: 200 });
  await world.forward('10 minutes');
  expect(world.phone('ana').calls()).toBe(calls);
  const [only, ...others] = await world.notifications(await world.page('Mail'));
  expect(only).toMatchObject({ outcome: 'cancelled', person: 'ana' });
  expect(others).toEqual([]);
  world.phones.silence();
});

test('an acknowledged page ends with its alert too', async () => {
  await world.alert({ title: 'Queue grows', key: 'queue' });
  await world.as('ana').acknowledge(await world.page('Queue'));
  await world.resolveAlert('queue');
  expect(await world.page('Queue')).toMatchObject({ state: 'resolved', owner: 'ana' });
  await world.quiet();
});

test('a page of several alerts ends with the last of them', async () => {
  const alerts = ['a', 'b'].map((instance) => ({
    status: 'firing',
    labels: { alertname: 'Down', instance },
    annotations: { summary: `Host ${instance} is down` },
  }));
  await world.alertmanager({ groupKey: '{}:{alertname="Down"}', alerts });
  const resolved = alerts.map((alert) => ({ ...alert, status: 'resolved' }));
  await world.alertmanager({ groupKey: '{}:{alertname="Down"}', alerts: resolved.slice(0, 1) });
  expect(await world.page('Host')).toMatchObject({ state: 'triggered', alerts: 2 });
  await world.alertmanager({ groupKey: '{}:{alertname="Down"}', alerts: resolved.slice(1) });
  expect(await world.page('Host')).toMatchObject({ state: 'resolved' });
  await world.quiet();
});

test('a resolve for something that never fired changes nothing', async () => {
  const before = (await world.alerts()).length;
  await world.resolveAlert('never-heard-of');
  expect(await world.alerts()).toHaveLength(before);
  world.phones.nobodyElse();
});
