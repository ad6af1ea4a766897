import { changeMaintenance, getMaintenance, planMaintenance } from '@muster/contract/detect/maintenances';
import { listIncidents } from '@muster/contract/respond/incidents';
import { expect, test } from 'vitest';
import { startWorld } from '../harness/world.ts';

// Berlin, Sunday 25 October 2026: at 03:00 (01:00 UTC) it is 02:00 again, so 02:00 to 03:30 takes two hours and a half.
const world = await startWorld({
  at: '2026-10-24T23:50:00Z',
  organisation: {
    people: ['ana', 'bob'],
    schedules: [],
    policies: [
      {
        name: 'ladder',
        repeat: 0,
        steps: ['ana', 'bob'].map((user) => ({ escalateAfter: 5, targets: [{ user }] })),
      },
    ],
    services: [
      { name: 'checkout', policy: 'ladder' },
      { name: 'search', policy: 'ladder' },
    ],
    routes: [
      { name: 'ledger', when: 'labels.app == "ledger"', service: 'checkout', declare: { severity: 'minor' } },
    ],
  },
});

const night = {
  title: 'New switches',
  services: ['checkout'],
  timeZone: 'Europe/Berlin',
  start: '2026-10-25T02:00',
  end: '2026-10-25T03:30',
};
const plan = (over: object = {}) => world.admin(planMaintenance, { body: { ...night, ...over } });
const change = async (id: string, body: object) => {
  await world.admin(changeMaintenance, { params: { id }, body });
  await world.settle();
};
const stateOf = async (id: string) => (await world.admin(getMaintenance, { params: { id } })).state;

const incidents = async () => (await world.admin(listIncidents, { query: {} })).items.map((one) => one.title);

/** The node dies, time goes on without one, and another one starts. */
async function killedFor(duration: string): Promise<void> {
  for (const node of world.nodes) if (node.isRunning()) await node.kill();
  await world.leap(duration);
  await world.anotherNode();
}

test('over a clock change, killed at each step: it pages nobody, and once when it is over', async () => {
  const { id, window } = await plan();
  expect(window).toEqual({ start: '2026-10-25T00:00:00.000Z', end: '2026-10-25T02:30:00.000Z' });
  await killedFor('10 minutes');
  expect(await stateOf(id)).toBe('running');

  await world.alert({ title: 'Payments fail', key: 'payments' });
  world.phones.nobodyElse();
  expect(await world.page('Payments')).toMatchObject({ state: 'triggered', escalation: 'running' });
  expect((await world.explanation(await world.page('Payments'))).join(' ')).toContain('"New switches"');
  expect(await world.alerts()).toMatchObject([{ maintenance: { id, title: 'New switches' } }]);

  await killedFor('2 hours');
  world.phones.nobodyElse();
  await world.alert({ title: 'Search is slow', key: 'slow', service: 'search' });
  world.phone('ana').gets('Search is slow');
  await world.as('ana').acknowledge(await world.page('Search'));

  await killedFor('30 minutes');
  expect(world.phone('ana').gets('Payments fail').at).toBe('2026-10-25T02:30:00.000Z');
  world.phones.nobodyElse();
  expect(await stateOf(id)).toBe('done');
  expect(await world.explanation(await world.page('Payments'))).toContain(
    'Maintenance ended "New switches".',
  );
});

test('what the maintenance itself brought and took away again pages nobody, nor does what somebody has', async () => {
  await world.quiet();
  const { id } = await plan({ start: '2026-10-25T03:30', end: '2026-10-25T05:00' });
  await world.alert({ title: 'Link is down', key: 'link' });
  await world.alert({ title: 'Disk is full', key: 'disk' });
  await world.as('bob').acknowledge(await world.page('Disk'));
  await world.resolveAlert('link');
  await change(id, { endsAt: '2026-10-25T02:40:00Z' });
  await world.forward('20 minutes');
  world.phones.nobodyElse();
  expect(await stateOf(id)).toBe('done');
});

test('a page under way keeps its calls and waits with its next step', async () => {
  await world.quiet();
  await world.alert({ title: 'Queue grows', key: 'queue' });
  world.phone('ana').gets('Queue grows');
  const now = world.now().toZonedDateTimeISO('Europe/Berlin').toPlainDateTime();
  const wall = (minutes: number) => now.add({ minutes }).toString({ smallestUnit: 'minute' });
  await plan({ start: wall(2), end: wall(20) });
  await world.forward('19 minutes');
  world.phones.nobodyElse();
  await world.forward('1 minute');
  world.phone('bob').gets('Queue grows');
});

test('prolonged, pages and rules wait for the new end; ended early, they go on at once', async () => {
  await world.quiet();
  const now = world.now().toZonedDateTimeISO('Europe/Berlin').toPlainDateTime();
  const wall = (minutes: number) => now.add({ minutes }).toString({ smallestUnit: 'minute' });
  const { id } = await plan({ start: wall(0), end: wall(10) });
  await world.settle();
  await world.alert({ title: 'Ledger lags', key: 'ledger', labels: { app: 'ledger' } });
  await change(id, { endsAt: world.now().add({ minutes: 60 }).toString() });
  await world.forward('30 minutes');
  world.phones.nobodyElse();
  expect(await incidents()).toEqual([]);
  await change(id, { endsAt: world.now().toString() });
  world.phone('ana').gets('Ledger lags');
  world.phones.nobodyElse();
  expect(await incidents()).toEqual(['Ledger lags']);
});
