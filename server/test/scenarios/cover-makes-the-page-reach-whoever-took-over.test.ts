import * as cover from '@muster/contract/oncall/cover';
import { expect, test } from 'vitest';
import { startWorld } from '../harness/world.ts';

const world = await startWorld({
  at: '2026-03-02T11:50:00Z',
  organisation: {
    people: ['ana', 'bob', 'cleo'],
    schedules: [{ name: 'primary', timeZone: 'Europe/Madrid', layers: [{ users: ['ana'] }] }],
    policies: [
      { name: 'ladder', repeat: 0, steps: [{ escalateAfter: 5, targets: [{ schedule: 'primary' }] }] },
    ],
    services: [{ name: 'checkout', policy: 'ladder' }],
  },
});

test('Ana asks for cover, Bob takes the first part: its page rings at Bob’s, that of the rest at Ana’s', async () => {
  const ana = await world.as('ana').client();
  const asked = await ana(cover.askForCover, {
    body: {
      schedule: 'primary',
      start: '2026-03-02T12:00:00Z',
      end: '2026-03-02T13:00:00Z',
      asked: { kind: 'people', people: ['bob'] },
    },
  });
  await world.settle();
  // This server sends no mail, so that Bob is asked by a page that can wait.
  expect(world.phone('bob').gets('ana asks for cover on primary').page.urgency).toBe('low');
  const bob = await world.as('bob').client();
  await bob(cover.offerCover, { params: { id: asked.id }, body: { end: '2026-03-02T12:20:00Z' } });
  await world.settle();
  await world.quiet();

  await world.forward('15 minutes');
  await world.alert({ title: 'Payments fail', key: 'first' });
  world.phone('bob').gets('Payments fail');
  world.phones.nobodyElse();
  await world.quiet();

  await world.forward('20 minutes');
  await world.alert({ title: 'Labels are wrong', key: 'rest' });
  world.phone('ana').gets('Labels are wrong');
  world.phones.nobodyElse();
  await world.quiet();
});
