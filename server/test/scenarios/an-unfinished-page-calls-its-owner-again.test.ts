import { expect, test } from 'vitest';
import { smallTown } from '../harness/town.ts';
import { startWorld } from '../harness/world.ts';

const world = await startWorld({
  organisation: { ...smallTown, services: [{ name: 'checkout', policy: 'ladder', ackTimeout: 30 }] },
});

test('an acknowledgement that leads to nothing runs out: the policy starts again, and the owner is called too', async () => {
  await world.alert({ title: 'Payments fail', key: 'payments' });
  world.phone('ana').gets('Payments fail');
  await world.as('cleo').acknowledge(await world.page());
  await world.forward('1799 seconds');
  world.phones.nobodyElse();
  await world.forward('1 second');
  expect(world.phone('ana').gets('Payments fail').at).toBe('2026-03-02T09:30:00.000Z');
  expect(world.phone('cleo').gets('Payments fail').at).toBe('2026-03-02T09:30:00.000Z');
  world.phones.nobodyElse();
  expect(await world.page()).toMatchObject({ state: 'triggered', owner: null });
  expect((await world.alerts()).map((alert) => alert.state)).toEqual(['firing']);
  await world.forward('5 minutes');
  world.phone('bob').gets('Payments fail');
  await world.quiet();
});

test('acknowledging once more gives the whole time again', async () => {
  await world.alert({ title: 'Login fails', key: 'login' });
  const page = await world.page('Login');
  await world.as('ana').acknowledge(page);
  await world.forward('20 minutes');
  await world.as('ana').acknowledge(page);
  world.phones.silence();
  await world.forward('29 minutes');
  world.phones.nobodyElse();
  await world.forward('1 minute');
  world.phone('ana').gets('Login fails');
  await world.quiet();
});

test('a snooze is quiet for its time, and then calls the policy and whoever snoozed', async () => {
  await world.alert({ title: 'Certificate ends soon', key: 'certificate' });
  const page = await world.page('Certificate');
  world.phone('ana').gets('Certificate');
  expect(await world.as('cleo').snooze(page, 45)).toMatchObject({ state: 'snoozed', owner: 'cleo' });
  await world.forward('44 minutes');
  world.phones.nobodyElse();
  await world.forward('1 minute');
  world.phone('ana').gets('Certificate');
  world.phone('cleo').gets('Certificate');
  world.phones.nobodyElse();
  expect(await world.page('Certificate')).toMatchObject({ state: 'triggered', step: 1 });
  await world.quiet();
});
