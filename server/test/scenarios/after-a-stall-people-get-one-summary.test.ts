import { expect, test } from 'vitest';
import { startWorld } from '../harness/world.ts';

const world = await startWorld();

test('two hours without Muster: one summary to each, no page older than its limit, timers count from now', async () => {
  for (let i = 1; i <= 7; i += 1) await world.alert({ title: `Shop ${i} is down`, key: `shop-${i}` });
  world.phones.silence();
  await world.resolveAlert('shop-7');
  await world.leap('2 hours');
  world.phone('bob').getsNothing();
  await world.forward('16 seconds');
  const rung = world.phone('bob').gets('6 pages came while Muster could not send');
  expect(rung.page.title).toBe(
    '6 pages came while Muster could not send: Shop 1 is down, Shop 2 is down, Shop 3 is down, Shop 4 is down, Shop 5 is down and 1 more',
  );
  world.phones.nobodyElse();
  const first = (await world.pages()).find((page) => page.title === 'Shop 1 is down');
  if (!first) throw new Error('the first page is gone');
  expect(first).toMatchObject({ step: 2, notified: ['ana', 'bob'] });
  expect(first.nextAt).toBe('2026-03-02T11:10:00.000Z');
  expect(await world.explanation(first)).toContain(
    'bob was told of it together with other pages, because it was late.',
  );
  await world.quiet();
});

test('one late page is called as itself, by its next step', async () => {
  await world.alert({ title: 'The till is dead', key: 'till' });
  world.phones.silence();
  await world.leap('2 hours');
  world.phone('bob').gets('The till is dead');
  await world.forward('20 seconds');
  world.phones.nobodyElse();
  await world.quiet();
});

test('more old steps than one batch takes become one message to each', async () => {
  const many = Array.from({ length: 150 }, (_, i) => i);
  await Promise.all(
    many.map(async (i) => {
      const answer = await world.request('/ingest/generic/key-of-checkout-generic', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ status: 'firing', title: `Disk ${i} is full`, dedupKey: `disk-${i}` }),
      });
      expect(answer.status).toBeLessThan(300);
    }),
  );
  await world.settle();
  world.phones.silence();
  await world.leap('2 hours');
  await world.forward('16 seconds');
  world.phone('bob').gets('150 pages came while Muster could not send');
  world.phones.nobodyElse();
});
