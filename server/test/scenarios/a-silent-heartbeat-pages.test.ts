import { expect, test } from 'vitest';
import { smallTown } from '../harness/town.ts';
import { startWorld } from '../harness/world.ts';

const ping = '/ping/3f0d4c52-6a0e-4c58-9d5a-0d6d1b7a9c11';
const world = await startWorld({
  organisation: {
    ...smallTown,
    integrations: [
      {
        name: 'nightly-backup',
        door: 'heartbeat',
        service: 'checkout',
        key: ping.slice('/ping/'.length),
        period: 10,
        grace: 2,
      },
    ],
  },
});
const call = async (path = ping) => {
  expect((await world.request(path)).status).toBe(200);
  await world.settle();
};

test('a heartbeat that has never called is not expected; one that has fallen silent pages on the second', async () => {
  await world.forward('30 minutes');
  world.phones.nobodyElse();
  await call();
  await world.forward('10 minutes');
  await call();
  await world.forward('719 seconds');
  world.phones.nobodyElse();
  await world.forward('1 second');
  expect(world.phone('ana').gets('nightly-backup has not called').at).toBe('2026-03-02T09:52:00.000Z');
});

test('it calls again: the page is over', async () => {
  await call();
  expect(await world.page()).toMatchObject({ state: 'resolved' });
  await world.forward('11 minutes');
  world.phones.nobodyElse();
});

test('a run that says that it failed pages at once', async () => {
  await call(`${ping}/fail`);
  world.phone('ana').gets('nightly-backup failed');
  await call();
  expect(await world.page()).toMatchObject({ state: 'resolved' });
});
