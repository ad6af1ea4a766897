import { expect, test } from 'vitest';
import { startWorld } from '../harness/world.ts';

const world = await startWorld({
  organisation: {
    people: [
      {
        name: 'ana',
        rules: {
          high: [
            { after: 0, via: 'phone' },
            { after: 2, via: 'phone' },
          ],
          low: [],
        },
      },
      'bob',
    ],
    policies: [
      {
        name: 'ladder',
        repeat: 2,
        steps: [
          { escalateAfter: 5, targets: [{ user: 'ana' }] },
          { escalateAfter: 5, targets: [{ user: 'bob' }] },
        ],
      },
    ],
    services: [{ name: 'checkout', policy: 'ladder' }],
  },
});

test('after an acknowledgement nothing rings any more: no second call, no next step, no other pass', async () => {
  await world.alert({ title: 'Disk is full', key: 'disk' });
  world.phone('ana').gets('Disk is full');
  await world.forward('1 minute');
  const page = await world.as('bob').acknowledge(await world.page());
  expect(page).toMatchObject({ state: 'acknowledged', owner: 'bob', nextAt: null });
  expect((await world.alerts()).map((alert) => alert.state)).toEqual(['acknowledged']);

  await world.forward('30 minutes');
  world.phones.nobodyElse();
  expect(await world.page()).toMatchObject({ state: 'acknowledged', escalation: 'off' });
  await world.quiet();
});

test('a message that waits for its next try is taken back within the second', async () => {
  world.phone('ana').behaves({ status: 503 });
  await world.alert({ title: 'Mail is stuck', key: 'mail' });
  await world.forward('5 seconds');
  const calls = world.phone('ana').calls();
  const page = await world.page('Mail');
  const [waiting] = await world.notifications(page);
  expect(waiting).toMatchObject({ outcome: 'queued', person: 'ana' });

  await world.as('ana').acknowledge(page);
  expect((await world.notifications(page)).map((one) => one.outcome)).toEqual(['cancelled']);
  world.phone('ana').behaves({ status: 200 });
  await world.forward('15 minutes');
  expect(world.phone('ana').calls()).toBe(calls);
  world.phone('bob').getsNothing();
  await world.quiet();
});

test('given back, the page starts again from the first step', async () => {
  await world.alert({ title: 'Queue grows', key: 'queue' });
  const page = await world.page('Queue');
  await world.as('ana').acknowledge(page);
  world.phones.silence();
  await world.forward('10 minutes');
  await world.as('ana').unacknowledge(page);
  world.phone('ana').gets('Queue grows');
  await world.forward('2 minutes');
  world.phone('ana').gets('Queue grows');
  await world.forward('3 minutes');
  world.phone('bob').gets('Queue grows');
  world.phones.nobodyElse();
});
