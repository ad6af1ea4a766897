import { addOverride } from '@muster/contract/oncall/schedules';
import { expect, test } from 'vitest';
import { startWorld } from '../harness/world.ts';

const people = ['ana', 'bob', 'cleo'];
const world = await startWorld({
  organisation: {
    people,
    schedules: [{ name: 'primary', timeZone: 'Europe/Madrid', layers: [{ users: ['ana'] }] }],
    policies: [
      {
        name: 'in-turn',
        repeat: 0,
        steps: [{ escalateAfter: 5, assign: 'round-robin', targets: people.map((user) => ({ user })) }],
      },
      { name: 'primary', repeat: 9, steps: [{ escalateAfter: 5, targets: [{ schedule: 'primary' }] }] },
    ],
    services: [
      { name: 'checkout', policy: 'in-turn' },
      { name: 'search', policy: 'primary' },
    ],
  },
});

test('pages take turns: each calls the next person of the ring', async () => {
  for (const [i, person] of [...people, 'ana'].entries()) {
    await world.alert({ title: `Problem ${i}`, key: `problem-${i}` });
    world.phone(person).gets(`Problem ${i}`);
    world.phones.nobodyElse();
  }
  await world.quiet();
});

test('thirty pages at once, on two nodes, are shared out evenly', async () => {
  await world.anotherNode();
  await Promise.all(
    Array.from({ length: 30 }, (_, i) => world.alert({ title: `Storm ${i}`, key: `storm-${i}` })),
  );
  await world.settle();
  for (const person of people) world.phone(person).gets('Storm', 10);
  await world.quiet();
});

test('who takes over a shift is called from that moment on, also by a page that runs already', async () => {
  await world.alert({ title: 'Search fails', key: 'search', service: 'search' });
  world.phone('ana').gets('Search fails');
  const bob = await world.as('bob').client();
  const start = world.now();
  await bob(addOverride, {
    params: { name: 'primary' },
    body: { start: `${start}`, end: `${start.add({ hours: 4 })}`, person: 'bob', replaces: 'ana' },
  });
  await world.forward('5 minutes');
  world.phone('bob').gets('Search fails');
  world.phones.nobodyElse();
  expect(await world.page('Search')).toMatchObject({ notified: ['ana', 'bob'] });
});
