import { expect, test } from 'vitest';
import { smallTown } from '../harness/town.ts';
import { startWorld } from '../harness/world.ts';

const world = await startWorld();

test('the policy is edited while a page runs: that page follows the old one, the next page the new one', async () => {
  await world.alert({ title: 'Disk is full', key: 'disk' });
  world.phone('ana').gets('Disk is full');
  await world.forward('2 minutes');
  await world.apply({
    ...smallTown,
    policies: [{ name: 'ladder', repeat: 3, steps: [{ escalateAfter: 1, targets: [{ user: 'cleo' }] }] }],
  });
  await world.forward('20 minutes');
  expect(world.phone('bob').gets('Disk is full').at).toBe('2026-03-02T09:05:00.000Z');
  world.phones.nobodyElse();
  expect(await world.page('Disk')).toMatchObject({ escalation: 'exhausted', notified: ['ana', 'bob'] });

  await world.alert({ title: 'Login fails', key: 'login' });
  world.phone('cleo').gets('Login fails');
  await world.forward('30 minutes');
  world.phone('cleo').gets('Login fails', 3);
  world.phones.nobodyElse();
});

test('reassigned to the policy by hand, the running page takes the new one', async () => {
  await world.as('ana').reassign(await world.page('Disk'), { policy: 'ladder' });
  world.phone('cleo').gets('Disk is full');
  world.phones.nobodyElse();
});
