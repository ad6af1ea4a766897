import { expect, test } from 'vitest';
import { startWorld } from '../harness/world.ts';

const world = await startWorld();
const [first] = world.nodes;

test('a node dies while it sends: another sends again under the same id, and says that it may be the second', async () => {
  world.phone('ana').behaves('hang');
  const { status } = await world.request('/ingest/generic/key-of-checkout-generic', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ status: 'firing', title: 'Payments fail', dedupKey: 'payments' }),
  });
  expect(status).toBe(202);
  await world.phone('ana').receives(1);
  const before = world.phone('ana').gets('Payments fail');
  expect(before.maybeDuplicate).toBe(false);

  await first?.kill();
  world.phone('ana').behaves({ status: 200 });
  await world.anotherNode();
  await world.forward('5 seconds');
  world.phones.nobodyElse();
  await world.forward('25 seconds');
  const again = world.phone('ana').gets('Payments fail');
  expect(again).toMatchObject({ id: before.id, maybeDuplicate: true });
  expect(await world.notifications(await world.page())).toMatchObject([
    { person: 'ana', outcome: 'delivered', maybeDuplicate: true },
  ]);
  await world.forward('4 minutes');
  world.phones.nobodyElse();
});
