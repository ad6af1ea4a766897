import { changeUrgency } from '@muster/contract/oncall/pages';
import { expect, test } from 'vitest';
import { smallTown } from '../harness/town.ts';
import { startWorld } from '../harness/world.ts';

const world = await startWorld({
  organisation: {
    ...smallTown,
    people: [
      { name: 'ana', rules: { high: [{ after: 0, via: 'phone' }], low: [{ after: 60, via: 'phone' }] } },
      'bob',
      {
        name: 'dora',
        rules: {
          high: [{ after: 0, via: 'phone' }],
          low: [{ after: 0, via: 'phone' }],
          // From ten in the evening until seven in the morning.
          quiet: { timeZone: 'UTC', windows: [{ from: '22:00', to: '07:00' }] },
        },
      },
    ],
    policies: [
      ...(smallTown.policies ?? []),
      { name: 'night', repeat: 0, steps: [{ escalateAfter: 5, targets: [{ user: 'dora' }] }] },
    ],
    services: [
      { name: 'reports', policy: 'ladder', urgency: 'low' },
      { name: 'archive', policy: 'night', urgency: 'low' },
      { name: 'vault', policy: 'night' },
      {
        name: 'office',
        policy: 'ladder',
        urgency: {
          supportHours: {
            timeZone: 'UTC',
            windows: [{ weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }],
          },
          during: 'high',
          outside: 'low',
          raiseOnStart: true,
        },
      },
    ],
  },
});

test('low urgency: the first person is told in their own time, and nobody else ever', async () => {
  await world.alert({ title: 'Report is late', key: 'late' });
  await world.forward('59 minutes');
  world.phones.nobodyElse();
  await world.forward('1 minute');
  expect(world.phone('ana').gets('Report is late')).toMatchObject({
    at: '2026-03-02T10:00:00.000Z',
    page: { urgency: 'low' },
  });
  await world.forward('1 hour');
  world.phones.nobodyElse();
  expect(await world.page()).toMatchObject({ state: 'triggered', escalation: 'off', urgency: 'low' });
});

test('made high by hand, it starts again and escalates', async () => {
  const { id } = await world.page();
  const bob = await world.as('bob').client();
  await bob(changeUrgency, { params: { id }, body: { urgency: 'high' } });
  await world.settle();
  world.phone('ana').gets('Report is late');
  await world.forward('5 minutes');
  world.phone('bob').gets('Report is late');
  await world.quiet();
});

test('what came outside support hours becomes urgent at the minute they begin', async () => {
  await world.leap('16 hours');
  await world.alert({ title: 'Printer is offline', key: 'printer', service: 'office' });
  expect(await world.page('Printer')).toMatchObject({ urgency: 'low' });
  await world.forward('1 hour');
  world.phone('ana').gets('Printer is offline');
  await world.leap('3 hours');
  world.phones.nobodyElse();
  const untilEight = world.now().until('2026-03-03T08:00:00Z').total('seconds');
  await world.forward(`${untilEight} seconds`);
  expect(world.phone('ana').gets('Printer is offline')).toMatchObject({
    at: '2026-03-03T08:00:00.000Z',
    page: { urgency: 'high' },
  });
  await world.forward('5 minutes');
  world.phone('bob').gets('Printer is offline');
});

test('quiet hours delay what can wait and drop nothing; what is urgent passes at once', async () => {
  await world.quiet();
  await world.leap(`${world.now().until('2026-03-03T23:30:00Z').total('seconds')} seconds`);
  await world.alert({ title: 'Archive is slow', key: 'slow', service: 'archive' });
  await world.alert({ title: 'Index is old', key: 'old', service: 'archive' });
  world.phones.nobodyElse();
  const page = await world.page('Archive');
  expect(page).toMatchObject({ state: 'triggered', urgency: 'low', nextAt: '2026-03-04T07:00:00.000Z' });
  expect(await world.explanation(page)).toContain(
    'What is of low urgency is delayed until 2026-03-04T07:00:00.000Z by the quiet hours of dora.',
  );

  await world.alert({ title: 'Vault is open', key: 'open', service: 'vault' });
  expect(world.phone('dora').gets('Vault is open')).toMatchObject({ at: '2026-03-03T23:30:00.000Z' });
  await world.as('dora').resolve(await world.page('Vault'));
  await world.as('dora').resolve(await world.page('Index'));

  await world.leap(`${world.now().until('2026-03-04T06:59:59Z').total('seconds')} seconds`);
  world.phones.nobodyElse();
  await world.forward('1 second');
  expect(world.phone('dora').gets('Archive is slow')).toMatchObject({ at: '2026-03-04T07:00:00.000Z' });
  world.phones.nobodyElse();
});

test('made urgent in the night, what waited rings at once', async () => {
  await world.quiet();
  await world.leap(`${world.now().until('2026-03-05T02:00:00Z').total('seconds')} seconds`);
  await world.alert({ title: 'Archive is gone', key: 'gone', service: 'archive' });
  world.phones.nobodyElse();
  const { id } = await world.page('Archive is gone');
  await (await world.as('ana').client())(changeUrgency, { params: { id }, body: { urgency: 'high' } });
  await world.settle();
  expect(world.phone('dora').gets('Archive is gone')).toMatchObject({ at: '2026-03-05T02:00:00.000Z' });
  await world.quiet();
});
