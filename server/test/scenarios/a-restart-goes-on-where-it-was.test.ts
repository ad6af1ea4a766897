import { expect, test } from 'vitest';
import { smallTown } from '../harness/town.ts';
import { startWorld } from '../harness/world.ts';

const world = await startWorld({
  organisation: {
    ...smallTown,
    policies: [
      {
        name: 'ladder',
        repeat: 0,
        steps: ['ana', 'bob', 'cleo'].map((user) => ({ escalateAfter: 5, targets: [{ user }] })),
      },
    ],
  },
});
const running = () => {
  const node = world.nodes.find((one) => one.isRunning());
  if (!node) throw new Error('no node is running');
  return node;
};

test('stopped in the middle of a step and started again: the next step comes at its own time', async () => {
  await world.alert({ title: 'Payments fail', key: 'payments' });
  world.phone('ana').gets('Payments fail');
  await world.forward('2 minutes');
  await running().stop();
  await world.leap('2 minutes');
  await world.anotherNode();
  world.phones.nobodyElse();
  await world.forward('1 minute');
  expect(world.phone('bob').gets('Payments fail').at).toBe('2026-03-02T09:05:00.000Z');
  world.phones.nobodyElse();
});

test('away while a step was due: it is called at once, and only that one; the rest counts from then', async () => {
  await running().kill();
  await world.leap('20 minutes');
  await world.anotherNode();
  expect(world.phone('cleo').gets('Payments fail').at).toBe('2026-03-02T09:25:00.000Z');
  world.phones.nobodyElse();
  expect(await world.page()).toMatchObject({ escalation: 'running', nextAt: '2026-03-02T09:30:00.000Z' });
  await world.forward('5 minutes');
  world.phones.nobodyElse();
  expect(await world.page()).toMatchObject({ escalation: 'exhausted' });
});
