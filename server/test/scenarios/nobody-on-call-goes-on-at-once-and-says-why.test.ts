import { expect, test } from 'vitest';
import { startWorld } from '../harness/world.ts';

const world = await startWorld({
  organisation: {
    people: ['ana', 'bob', { name: 'dan', contacts: [] }],
    schedules: [
      {
        name: 'nights',
        timeZone: 'Europe/Madrid',
        layers: [{ users: ['ana'], restrictions: [{ from: '22:00', to: '06:00' }] }],
      },
    ],
    policies: [
      {
        name: 'nights-then-bob',
        repeat: 0,
        steps: [
          { escalateAfter: 5, targets: [{ schedule: 'nights' }] },
          { escalateAfter: 5, targets: [{ user: 'bob' }] },
        ],
      },
      { name: 'nights-only', repeat: 4, steps: [{ escalateAfter: 5, targets: [{ schedule: 'nights' }] }] },
      {
        name: 'dan-then-bob',
        repeat: 0,
        steps: [
          { escalateAfter: 5, targets: [{ user: 'dan' }] },
          { escalateAfter: 5, targets: [{ user: 'bob' }] },
        ],
      },
    ],
    services: [
      { name: 'checkout', policy: 'nights-then-bob' },
      { name: 'reports', policy: 'nights-only' },
      { name: 'labels', policy: 'dan-then-bob' },
    ],
  },
});

test('nobody is on call: the next step is called at the same moment, and the page says why', async () => {
  await world.alert({ title: 'Payments fail', key: 'payments' });
  expect(world.phone('bob').gets('Payments fail').at).toBe('2026-03-02T09:00:00.000Z');
  world.phones.nobodyElse();
  expect(await world.explanation(await world.page())).toContain(
    'Step 1 of pass 1 was skipped because none of its targets had anybody.',
  );
  await world.quiet();
});

test('a policy that finds nobody at all is exhausted at once, whatever repeats it has', async () => {
  await world.alert({ title: 'Reports are late', key: 'late', service: 'reports' });
  const page = await world.page('Reports');
  expect(page).toMatchObject({ state: 'triggered', escalation: 'exhausted', notified: [] });
  expect(page.why).toContain('a whole pass found nobody');
  world.phones.nobodyElse();
  await world.quiet();
});

test('a person without any contact method: the page says that they were not reached and goes on at once', async () => {
  await world.alert({ title: 'Labels are wrong', key: 'wrong', service: 'labels' });
  const rung = world.phone('bob').gets('Labels are wrong');
  expect(Temporal.Instant.from('2026-03-02T09:00:00Z').until(rung.at).total('seconds')).toBeLessThanOrEqual(
    10,
  );
  const page = await world.page('Labels');
  expect((await world.notifications(page)).map(({ person, outcome }) => `${person} ${outcome}`)).toEqual([
    'dan failed',
    'bob delivered',
  ]);
  const explained = await world.explanation(page);
  expect(explained).toContainEqual(
    expect.stringMatching(/^The notification to dan via email could not be delivered: ./),
  );
  expect(explained).toContain('Step 1 of pass 1 got through to nobody, so the next one followed at once.');
});
