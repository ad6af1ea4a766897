import { expect, test } from 'vitest';
import { startWorld } from '../harness/world.ts';

const world = await startWorld();
world.expectComplaint(/a batch of events failed|an event could not be delivered/);

const waiting = async () =>
  (await world.sql('select attempts, quarantined from platform.outbox order by id')).map(
    ({ attempts, quarantined }) => `${attempts} ${quarantined ? 'quarantined' : 'waits'}`,
  );

test('an event that cannot be read: what follows on its subject waits, everybody else is called at once', async () => {
  const at = world.now().toString();
  for (const group of ['not-an-id', 'nor-this'])
    await world.sql(
      `insert into platform.outbox (subscriber, subject, type, payload, at, due_at)
       values ('oncall.followGroups', 'poison', 'detect.alertGroupOpened', $1, $2, $2)`,
      [JSON.stringify({ group, service: 'checkout', title: 'Poison', urgency: null, acceptedAt: at }), at],
    );
  await world.alert({ title: 'Payments fail', key: 'payments' });
  expect(world.phone('ana').gets('Payments fail').at).toBe('2026-03-02T09:00:00.000Z');
  expect(await waiting()).toEqual(['1 waits', '0 waits']);
});

test('after five tries it waits for a person, and what followed is delivered', async () => {
  await world.forward('2 minutes');
  expect(await waiting()).toEqual(['5 quarantined', '5 quarantined']);
  const metrics = await world.request('/metrics', {
    headers: { authorization: 'Bearer the-token-of-the-administrator' },
  });
  expect(await metrics.text()).toContain('muster_outbox_quarantined 2');
  await world.alert({ title: 'Login fails', key: 'login' });
  world.phone('ana').gets('Login fails');
});

test('many events of one subject are delivered in their order, all in one go', async () => {
  await world.alert({ title: 'Queue grows', key: 'queue' });
  world.phone('ana').gets('Queue grows');
  const { group } = await world.page('Queue');
  const at = world.now().toString();
  const tell = (what: string, integration: string) =>
    world.sql(
      `insert into platform.outbox (subscriber, subject, type, payload, at, due_at)
       values ('oncall.followGroups', $1, $2, $3, $4, $4)`,
      [group, `detect.${what}`, JSON.stringify({ group, integration }), at],
    );
  for (let i = 0; i < 10; i += 1) await tell('alertGroupAcknowledged', `sender-${i}`);
  await tell('alertGroupResolved', 'sender-0');
  await tell('alertGroupAcknowledged', 'too-late');
  await world.alert({ title: 'Cart is empty', key: 'cart' });
  expect(await waiting()).toEqual(['5 quarantined', '5 quarantined']);
  expect(await world.page('Queue')).toMatchObject({ state: 'resolved', owner: 'sender-0' });
});
