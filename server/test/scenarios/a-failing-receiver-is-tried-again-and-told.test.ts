import { expect, test } from 'vitest';
import { startWorld } from '../harness/world.ts';

const world = await startWorld({
  organisation: {
    people: ['ana', 'bob', 'cleo'],
    policies: [
      {
        name: 'ladder',
        repeat: 0,
        steps: [
          { escalateAfter: 5, targets: [{ user: 'ana' }, { user: 'cleo' }] },
          { escalateAfter: 30, targets: [{ user: 'bob' }] },
        ],
      },
    ],
    services: [{ name: 'checkout', policy: 'ladder' }],
  },
});

test('a receiver that fails for a while is tried again: the message comes once, with the id it always had', async () => {
  world.phone('ana').behaves({ status: 500 }, { status: 503 }, { status: 200 });
  await world.alert({ title: 'Payments fail', key: 'payments' });
  await world.forward('1 second');
  await world.forward('2 seconds');
  await world.forward('1 minute');
  // Three calls for one message, told apart from a new one by its id alone.
  world.phone('ana').gets('Payments fail', 3);
  const page = await world.page();
  const [toAna] = (await world.notifications(page)).filter((one) => one.person === 'ana');
  expect(toAna).toMatchObject({ outcome: 'delivered', sentAt: '2026-03-02T09:00:03.000Z' });
  expect(toAna?.attempts.map((attempt) => attempt.outcome)).toEqual(['retry', 'retry', 'delivered']);
  await world.quiet();
});

test('a receiver that says no for good: the page tells it, and escalation goes on in time', async () => {
  world.phone('ana').behaves({ status: 403 });
  const openedAt = world.now();
  await world.alert({ title: 'Login fails', key: 'login' });
  const page = await world.page('Login');
  expect(await world.explanation(page)).toContain(
    'The notification to ana via phone could not be delivered: The receiver answered 403.',
  );
  world.phone('cleo').gets('Login fails');
  world.phone('ana').gets('Login fails');
  await world.forward('5 minutes');
  expect(world.phone('bob').gets('Login fails').at).toBe(
    openedAt.add({ minutes: 5 }).toString({ fractionalSecondDigits: 3 }),
  );
  world.phones.nobodyElse();
  await world.quiet();
});

test('a message that has waited beyond its use is given up, and the page tells it', async () => {
  world.phone('ana').behaves({ status: 503 });
  await world.alert({ title: 'Search is slow', key: 'search' });
  await world.forward('12 minutes');
  const page = await world.page('Search');
  const [toAna] = (await world.notifications(page)).filter((one) => one.person === 'ana');
  expect(toAna).toMatchObject({ outcome: 'failed', reason: 'The receiver answered 503.' });
  expect(toAna?.attempts.length).toBeGreaterThan(8);
  const calls = world.phone('ana').calls();
  world.phone('ana').behaves({ status: 200 });
  await world.forward('10 minutes');
  expect(world.phone('ana').calls()).toBe(calls);
  await world.quiet();
});

test('after a long stand-still a stale message is not sent', async () => {
  world.phone('ana').behaves({ status: 503 });
  await world.alert({ title: 'Cart is empty', key: 'cart' });
  const calls = world.phone('ana').calls();
  world.phone('ana').behaves({ status: 200 });
  await world.leap('2 hours');
  const page = await world.page('Cart');
  const toAna = (await world.notifications(page)).filter((one) => one.person === 'ana');
  expect(toAna).toMatchObject([{ outcome: 'expired', reason: expect.stringContaining('stale') }]);
  expect(world.phone('ana').calls()).toBe(calls);
  // The next step, overdue as well, is called at once and once.
  world.phone('bob').gets('Cart is empty');
  world.phone('cleo').gets('Cart is empty');
});
