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

test.each([10, -10])(
  'a node alone whose clock is %i minutes wrong calls nobody early and nobody late',
  async (off) => {
    world.expectComplaint(/the time of this node was not that of the database/);
    const wrong = await world.anotherNode({ clockOffMinutes: off });
    for (const node of world.nodes) if (node.isRunning() && node !== wrong) await node.stop();
    const title = `Seen by a clock of ${off} minutes`;
    const at = world.now();
    await world.alert({ title, key: title });
    expect(world.phone('ana').gets(title).at).toBe(at.toString({ fractionalSecondDigits: 3 }));
    await world.forward('299 seconds');
    world.phones.nobodyElse();
    await world.forward('1 second');
    const due = at.add({ minutes: 5 }).toString({ fractionalSecondDigits: 3 });
    expect([world.phone('bob').gets(title).at, world.phone('cleo').gets(title).at]).toEqual([due, due]);
    await world.as('ana').resolve(await world.page(title));
  },
);

test('a node that is cut off from its database calls nobody any more; what it had in hand is taken over within 45 s', async () => {
  world.expectComplaint(/cut off|connection|ECONNREFUSED|outcome|terminat/i);
  for (const node of world.nodes) if (node.isRunning()) await node.stop();
  const cut = await world.anotherNode();
  world.phone('ana').behaves('hang');
  const before = world.phone('ana').calls();
  const { status } = await world.request('/ingest/generic/key-of-checkout-generic', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ status: 'firing', title: 'Half sent', dedupKey: 'half' }),
  });
  expect(status).toBe(202);
  await world.phone('ana').receives(before + 1);
  const first = world.phone('ana').gets('Half sent');
  await cut.cutOff();
  expect((await fetch(`${cut.app.address()}/readyz`)).status).toBe(503);

  world.phone('ana').behaves({ status: 200 });
  await world.anotherNode();
  await world.forward('45 seconds');
  expect(world.phone('ana').gets('Half sent')).toMatchObject({ id: first.id, maybeDuplicate: true });
  await world.leap('5 minutes');
  world.phone('bob').gets('Half sent');
  world.phone('cleo').gets('Half sent');
  world.phones.nobodyElse();
  await cut.kill();
  expect(await world.notifications(await world.page('Half sent'))).toMatchObject([
    { person: 'ana', outcome: 'delivered', maybeDuplicate: true },
    { person: 'bob', outcome: 'delivered', maybeDuplicate: false },
    { person: 'cleo', outcome: 'delivered', maybeDuplicate: false },
  ]);
});
