import { restartPages } from '@muster/contract/oncall/pages';
import { getPolicy } from '@muster/contract/oncall/schedules';
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

test('whoever edits may let the open pages follow: what nobody has starts again, what somebody has does not ring', async () => {
  await world.quiet();
  await world.apply(smallTown);
  await world.alert({ title: 'Queue is long', key: 'queue' });
  await world.alert({ title: 'Mail is stuck', key: 'mail' });
  await world.as('ana').acknowledge(await world.page('Mail'));
  await world.forward('2 minutes');
  world.phones.silence();
  const stored = await world.admin(getPolicy, { params: { name: 'ladder' } });
  expect(stored.running).toBe(2);
  await world.apply({
    ...smallTown,
    policies: [{ name: 'ladder', repeat: 3, steps: [{ escalateAfter: 1, targets: [{ user: 'cleo' }] }] }],
  });
  world.phones.nobodyElse();

  const ana = await world.as('ana').client();
  const answer = await ana(restartPages, { params: { name: 'ladder' } });
  expect(answer).toEqual({ restarted: 1, kept: 1, more: false });
  await world.settle();
  world.phone('cleo').gets('Queue is long');
  world.phones.nobodyElse();
  expect(await world.explanation(await world.page('Queue'))).toContain(
    'ana edited the policy ladder and let this page follow it.',
  );
  // Both follow it now, so asking again changes nothing.
  expect(await ana(restartPages, { params: { name: 'ladder' } })).toEqual({
    restarted: 0,
    kept: 0,
    more: false,
  });
  await world.as('ana').unacknowledge(await world.page('Mail'));
  world.phone('cleo').gets('Mail is stuck');
  const audit = await world.sql(
    `select subject, detail ->> 'restarted' as n from platform.audit where action = 'oncall.restartPages' order by id limit 1`,
  );
  expect(audit).toEqual([{ subject: 'policy:ladder', n: '1' }]);
});
