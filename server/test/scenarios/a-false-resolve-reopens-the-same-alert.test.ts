import { expect, test } from 'vitest';
import { startWorld } from '../harness/world.ts';

const world = await startWorld();

test('it fires again within five minutes: the same alert, and people are called again', async () => {
  await world.alert({ title: 'Disk is full', key: 'disk' });
  world.phone('ana').gets('Disk is full');
  await world.forward('1 minute');
  await world.resolveAlert('disk');
  await world.forward('5 minutes');
  world.phones.nobodyElse();
  await world.alert({ title: 'Disk is full', key: 'disk' });
  const alerts = await world.alerts();
  expect(alerts.map(({ state, count }) => ({ state, count }))).toEqual([{ state: 'firing', count: 3 }]);
  world.phone('ana').gets('Disk is full');
  expect(await world.page()).toMatchObject({ state: 'triggered', alerts: 1 });
  await world.quiet();
});

test('what comes and goes is one page, and it ends when it has been quiet for five minutes', async () => {
  await world.forward('6 minutes');
  const before = (await world.pages()).length;
  for (let flap = 0; flap < 20; flap += 1) {
    await world.alert({ title: 'Link flaps', key: 'link' });
    if (flap === 2) await world.as('ana').acknowledge(await world.page('Link'));
    await world.forward('5 seconds');
    await world.resolveAlert('link');
    await world.forward('5 seconds');
  }
  world.phone('ana').gets('Link flaps', 3);
  world.phones.nobodyElse();
  expect(await world.pages()).toHaveLength(before + 3);
  expect(await world.page('Link')).toMatchObject({ state: 'acknowledged', owner: 'ana', alerts: 1 });
  await world.forward('294 seconds');
  expect(await world.page('Link')).toMatchObject({ state: 'acknowledged' });
  await world.forward('1 second');
  expect(await world.page('Link')).toMatchObject({ state: 'resolved' });
  world.phones.nobodyElse();
});

test('a longer time after the resolve it is another alert', async () => {
  await world.forward('6 minutes');
  await world.alert({ title: 'Disk is full', key: 'disk' });
  const alerts = (await world.alerts()).filter((alert) => alert.dedupKey === 'disk');
  expect(alerts.map(({ state, count }) => ({ state, count }))).toEqual([
    { state: 'firing', count: 1 },
    { state: 'resolved', count: 3 },
  ]);
  await world.quiet();
});

test('a repeat of what somebody has acknowledged takes nothing back and calls nobody', async () => {
  await world.forward('6 minutes');
  await world.alert({ title: 'Mail is stuck', key: 'mail' });
  await world.as('ana').acknowledge(await world.page('Mail'));
  world.phones.silence();
  for (let i = 0; i < 3; i += 1) await world.alert({ title: 'Mail is stuck', key: 'mail' });
  await world.forward('20 minutes');
  world.phones.nobodyElse();
  expect(await world.page('Mail')).toMatchObject({ state: 'acknowledged', owner: 'ana' });
});

test('the sender acknowledges: the page is acknowledged in its name', async () => {
  await world.alert({ title: 'Queue grows', key: 'queue' });
  world.phone('ana').gets('Queue grows');
  await world.alert({ title: 'Queue grows', key: 'queue', status: 'acknowledged' });
  expect(await world.page('Queue')).toMatchObject({ state: 'acknowledged', owner: 'checkout-generic' });
  await world.forward('20 minutes');
  world.phones.nobodyElse();
});
