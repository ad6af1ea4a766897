import { expect, test } from 'vitest';
import { startWorld } from '../harness/world.ts';

const world = await startWorld({
  organisation: {
    people: ['ana', 'bob', 'cleo'],
    policies: [
      {
        name: 'ladder',
        repeat: 1,
        steps: [
          { escalateAfter: 5, targets: [{ user: 'ana' }] },
          { escalateAfter: 5, targets: [{ user: 'bob' }, { user: 'cleo' }] },
        ],
      },
    ],
    services: [{ name: 'checkout', policy: 'ladder' }],
  },
});
const problems = Array.from({ length: 10 }, (_, i) => `Problem ${i}`);

test('two nodes on one database: every step of every page calls everybody once, in total', async () => {
  await world.anotherNode();
  await Promise.all(problems.map((title) => world.alert({ title, key: title })));
  await world.settle();
  world.phone('ana').gets('Problem', 10);
  world.phones.nobodyElse();
  await world.forward('5 minutes');
  world.phone('bob').gets('Problem', 10);
  world.phone('cleo').gets('Problem', 10);
  world.phones.nobodyElse();
});

test('one node is killed on the way: for people nothing changes', async () => {
  await world.nodes[0]?.kill();
  await world.forward('5 minutes');
  world.phone('ana').gets('Problem', 10);
  world.phones.nobodyElse();
  await world.forward('5 minutes');
  world.phone('bob').gets('Problem', 10);
  world.phone('cleo').gets('Problem', 10);
  await world.forward('5 minutes');
  world.phones.nobodyElse();
  const pages = await world.pages();
  expect(pages.map((page) => page.escalation)).toEqual(problems.map(() => 'exhausted'));
});

test('a third node takes its place, and people answer wherever they are', async () => {
  await world.anotherNode();
  await world.alert({ title: 'One more', key: 'one-more' });
  const rung = world.phone('ana').gets('One more');
  const taps = world.nodes
    .filter((node) => node.isRunning())
    .map((node) =>
      fetch(rung.acknowledge.replace('https://muster.example', node.app.address()), { method: 'POST' }),
    );
  expect((await Promise.all(taps)).map((answer) => answer.status)).toEqual([200, 200]);
  await world.forward('20 minutes');
  world.phones.nobodyElse();
  expect(await world.page('One more')).toMatchObject({ state: 'acknowledged', owner: 'ana' });
});
