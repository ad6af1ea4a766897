import { expect, test } from 'vitest';
import { startWorld } from '../harness/world.ts';

const world = await startWorld({
  organisation: {
    people: ['ana', 'bob'],
    policies: [
      {
        name: 'both',
        repeat: 0,
        steps: [{ escalateAfter: 5, targets: [{ user: 'ana' }, { user: 'bob' }] }],
      },
    ],
    services: [{ name: 'checkout', policy: 'both' }],
  },
});

test('one receiver takes a message and never answers: everybody else is called meanwhile', async () => {
  world.phone('ana').behaves('hang');
  const sent = Array.from({ length: 20 }, (_, i) =>
    world.request('/ingest/generic/key-of-checkout-generic', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ status: 'firing', title: `Problem ${i}`, dedupKey: `problem-${i}` }),
    }),
  );
  expect(new Set((await Promise.all(sent)).map((answer) => answer.status))).toEqual(new Set([202]));
  await world.phone('ana').receives(1);
  await world.phone('bob').receives(20);
  expect(world.phone('bob').calls()).toBe(20);
  // The receiver that hung is gone for good when its phone is closed; nothing waits for its answer any more.
  await world.phones.close();
  await world.settle();
  const pages = await world.pages();
  const outcomes = await Promise.all(pages.map((page) => world.notifications(page)));
  const toBob = outcomes.flat().filter((one) => one.person === 'bob');
  expect(new Set(toBob.map((one) => one.outcome))).toEqual(new Set(['delivered']));
});
