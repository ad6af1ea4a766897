import { expect, test } from 'vitest';
import { smallTown } from '../harness/town.ts';
import { startWorld } from '../harness/world.ts';

const [ladder] = smallTown.policies ?? [];
if (!ladder) throw new Error('the small town has a policy');
const world = await startWorld({ organisation: { ...smallTown, policies: [{ ...ladder, repeat: 1 }] } });

test('nobody answers: the second person is called, then both again, and then the page says that it is over', async () => {
  await world.alert({ title: 'Checkout answers 5xx', key: 'checkout-5xx' });
  expect(world.phone('ana').gets('Checkout answers 5xx').at).toBe('2026-03-02T09:00:00.000Z');
  world.phones.nobodyElse();

  await world.forward('299 seconds');
  world.phones.nobodyElse();
  await world.forward('1 second');
  expect(world.phone('bob').gets('Checkout answers 5xx').at).toBe('2026-03-02T09:05:00.000Z');
  world.phones.nobodyElse();

  await world.forward('10 minutes');
  expect(world.phone('ana').gets('Checkout answers 5xx').at).toBe('2026-03-02T09:15:00.000Z');
  world.phones.nobodyElse();
  await world.forward('5 minutes');
  expect(world.phone('bob').gets('Checkout answers 5xx').at).toBe('2026-03-02T09:20:00.000Z');
  expect(await world.page()).toMatchObject({ state: 'triggered', escalation: 'running', step: 2 });

  await world.forward('20 minutes');
  world.phones.nobodyElse();
  const page = await world.page();
  expect(page).toMatchObject({ state: 'triggered', escalation: 'exhausted', notified: ['ana', 'bob'] });
  expect(page.why).toContain('its last pass is over; nobody further will be paged');
  expect(page.nextAt).toBeNull();
});

test('an exhausted page goes on when somebody escalates it by hand', async () => {
  await world.as('cleo').escalate(await world.page());
  world.phone('ana').gets('Checkout answers 5xx');
  await world.forward('5 minutes');
  world.phone('bob').gets('Checkout answers 5xx');
  world.phones.nobodyElse();
});
