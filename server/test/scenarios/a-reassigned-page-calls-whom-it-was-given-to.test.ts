import { expect, test } from 'vitest';
import { startWorld } from '../harness/world.ts';

const world = await startWorld();

test('given to a person: that person is called, and the policy is no longer followed', async () => {
  await world.alert({ title: 'Payments fail', key: 'payments' });
  world.phone('ana').gets('Payments fail');
  const page = await world.page();
  await world.as('ana').acknowledge(page);
  expect(await world.as('ana').reassign(page, { users: ['cleo'] })).toMatchObject({
    state: 'triggered',
    owner: null,
  });
  world.phone('cleo').gets('Payments fail');
  await world.forward('30 minutes');
  world.phones.nobodyElse();
  await expect(world.as('ana').escalate(page)).rejects.toMatchObject({ problem: { code: 'conflict' } });
});

test('given to somebody who does not exist: refused, and nothing has changed', async () => {
  const page = await world.page();
  await expect(world.as('ana').reassign(page, { users: ['zoe'] })).rejects.toMatchObject({
    problem: { code: 'invalid', errors: [{ pointer: '/users/0' }] },
  });
  expect(await world.page()).toEqual(page);
  world.phones.nobodyElse();
});

test('given to a policy: it starts from its first step', async () => {
  await world.as('cleo').reassign(await world.page(), { policy: 'ladder' });
  world.phone('ana').gets('Payments fail');
  await world.forward('5 minutes');
  world.phone('bob').gets('Payments fail');
  world.phones.nobodyElse();
});

test('a resolved page is final: nobody can escalate, snooze, reassign or acknowledge it', async () => {
  const page = await world.page();
  const ana = world.as('ana');
  await ana.resolve(page);
  const refused = { problem: { code: 'conflict', status: 409 } };
  await expect(ana.acknowledge(page)).rejects.toMatchObject(refused);
  await expect(ana.escalate(page)).rejects.toMatchObject(refused);
  await expect(ana.snooze(page, 5)).rejects.toMatchObject(refused);
  await expect(ana.reassign(page, { users: ['bob'] })).rejects.toMatchObject(refused);
  await world.forward('20 minutes');
  world.phones.nobodyElse();
});
