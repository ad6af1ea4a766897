import { expect, test } from 'vitest';
import { startWorld } from '../harness/world.ts';

// Madrid, Sunday 29 March 2026: 02:00 becomes 03:00, so 02:30 does not exist and means 03:00 (01:00 UTC).
const world = await startWorld({
  at: '2026-03-29T00:55:00Z',
  organisation: {
    people: ['ana', 'bob'],
    schedules: [
      {
        name: 'nights',
        timeZone: 'Europe/Madrid',
        layers: [
          {
            rotation: {
              unit: 'day',
              length: 1,
              start: '2026-03-28T02:30',
              members: [['ana'], ['bob']],
            },
          },
        ],
      },
    ],
    policies: [
      { name: 'nights', repeat: 5, steps: [{ escalateAfter: 5, targets: [{ schedule: 'nights' }] }] },
    ],
    services: [{ name: 'checkout', policy: 'nights' }],
  },
});

test('an alert at 01:55 calls who has the night; five minutes later it is 03:00 and the next one is called', async () => {
  await world.alert({ title: 'Payments fail', key: 'payments' });
  expect(world.phone('ana').gets('Payments fail').at).toBe('2026-03-29T00:55:00.000Z');
  await world.forward('5 minutes');
  expect(world.phone('bob').gets('Payments fail').at).toBe('2026-03-29T01:00:00.000Z');
  world.phones.nobodyElse();
});

test('the next handover is at 02:30 by the clock on the wall again, 23 and a half hours later', async () => {
  await world.quiet();
  await world.leap('23 hours');
  await world.forward('1799 seconds');
  expect(world.now().toString()).toBe('2026-03-30T00:29:59Z');
  await world.alert({ title: 'Login fails', key: 'login' });
  world.phone('bob').gets('Login fails');
  await world.forward('1 second');
  await world.alert({ title: 'Search fails', key: 'search' });
  world.phone('ana').gets('Search fails');
  world.phones.nobodyElse();
});
