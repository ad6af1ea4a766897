import { deactivatePerson, reactivatePerson } from '@muster/contract/catalog/people';
import { getCoverage, getOnCall } from '@muster/contract/oncall/schedules';
import { expect, test } from 'vitest';
import { startWorld } from '../harness/world.ts';

const world = await startWorld({
  at: '2026-03-03T02:00:00Z',
  organisation: {
    people: ['ana', 'bob', 'cleo', { name: 'root', access: 'admin' }],
    teams: [{ name: 'payments', members: ['ana', 'cleo'] }],
    schedules: [
      {
        name: 'nights',
        team: 'payments',
        timeZone: 'Europe/Madrid',
        layers: [
          {
            rotation: {
              unit: 'week',
              length: 1,
              start: '2026-03-02T09:00',
              members: [['ana'], ['bob', 'cleo']],
            },
          },
        ],
      },
    ],
    policies: [
      {
        name: 'ladder',
        repeat: 0,
        steps: [
          { escalateAfter: 30, targets: [{ schedule: 'nights' }] },
          { escalateAfter: 30, targets: [{ user: 'bob' }] },
        ],
      },
    ],
    services: [{ name: 'checkout', policy: 'ladder' }],
  },
});

const leaves = async (name: string) => {
  await world.admin(deactivatePerson, { params: { name }, body: { reason: 'left the company' } });
  await world.settle();
};
/** Back, and reached again: whoever comes back proves anew by what they are reached. */
const comesBack = async (name: string) => {
  await world.admin(reactivatePerson, { params: { name }, body: { reason: 'a mistake' } });
  await world.sql('update oncall.contacts set verified_at = $1 where person = $2', [
    world.now().toString(),
    name,
  ]);
  await world.settle();
};

const whoWasCalled = async (about: string) =>
  (await world.notifications(await world.page(about))).map((one) => one.person);

test('at night, while being paged: the next step is called within ten seconds, and who left hears nothing more', async () => {
  await world.alert({ title: 'Payments fail', key: 'payments' });
  world.phone('ana').gets('Payments fail');
  await world.forward('2 minutes');
  await leaves('ana');
  await world.forward('10 seconds');
  const rung = world.phone('bob').gets('Payments fail');
  expect(Temporal.Instant.from('2026-03-03T02:02:00Z').until(rung.at).total('seconds')).toBeLessThanOrEqual(
    10,
  );
  expect(await world.explanation(await world.page('Payments'))).toContain(
    'ana has left and is not called any more.',
  );
  world.phone('ana').getsNothing();
});

test('the team of the rota is told which slot is empty, and from when, with low urgency', async () => {
  const alarm = await world.page('nights');
  expect(alarm).toMatchObject({ urgency: 'low', notified: ['cleo'] });
  expect(alarm.title).toBe(
    'nights has nobody on call from 2026-03-03 03:02 (Europe/Madrid): ana has left and is still on the rota',
  );
  world.phone('cleo').gets(alarm.title);
  world.phones.nobodyElse();
});

test('the rota goes on naming them, and what needs care says so; nobody is called in their place', async () => {
  const care = await world.admin(getCoverage, { query: { days: 14 } });
  expect(care.left).toContainEqual(
    expect.objectContaining({ person: 'ana', schedule: 'nights', empty: true }),
  );
  expect(care.gaps[0]).toMatchObject({
    schedule: 'nights',
    start: world.now().toString({ smallestUnit: 'millisecond' }),
  });
  const now = await world.admin(getOnCall, { params: { name: 'nights' } });
  expect(now.onCall).toEqual([]);
  expect(now.why).toContain('ana has left and is not called.');
});

test('a page that opens now skips the step of whoever left', async () => {
  await world.quiet();
  await world.alert({ title: 'Login fails', key: 'login' });
  world.phone('bob').gets('Login fails');
  world.phones.nobodyElse();
  await world.quiet();
});

test('what somebody had acknowledged, or was handed, goes back to the policy when they leave', async () => {
  await comesBack('ana');
  await world.alert({ title: 'Search fails', key: 'search' });
  const page = await world.page('Search');
  await world.as('cleo').acknowledge(page);
  expect((await world.page('Search')).owner).toBe('cleo');
  world.phones.silence();
  await leaves('cleo');
  expect(await world.page('Search')).toMatchObject({ state: 'triggered', owner: null });
  expect(await whoWasCalled('Search')).toEqual(['ana', 'ana']);
  await comesBack('cleo');
  await world.quiet();

  await world.alert({ title: 'Mail fails', key: 'mail' });
  const handed = await world.page('Mail');
  await world.as('bob').reassign(handed, { users: ['cleo'] });
  world.phones.silence();
  await leaves('cleo');
  expect(await whoWasCalled('Mail')).toEqual(['ana', 'cleo', 'ana']);
  await comesBack('cleo');
  await world.quiet();
});

test('one of several leaves: the others keep the step and its time', async () => {
  await world.leap('168 hours');
  await world.alert({ title: 'Disk full', key: 'disk' });
  world.phone('bob').gets('Disk full');
  world.phone('cleo').gets('Disk full');
  const before = (await world.page('Disk')).nextAt;
  await leaves('cleo');
  expect((await world.page('Disk')).nextAt).toBe(before);
  world.phone('bob').getsNothing();
});
