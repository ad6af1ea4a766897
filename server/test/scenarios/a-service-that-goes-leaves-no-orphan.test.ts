import { deletePolicy, deleteService, putService } from '@muster/contract/catalog/items';
import { listAlerts } from '@muster/contract/detect/alerts';
import { createPage } from '@muster/contract/oncall/pages';
import { ProblemError } from '@muster/contract/platform/client';
import { afterEach, expect, test } from 'vitest';
import { startWorld } from '../harness/world.ts';

const world = await startWorld();
afterEach(() => world.quiet());

const refusal = async (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : error),
  );

test('a service that senders post to cannot be deleted, and its open page goes on', async () => {
  await world.alert({ title: 'Checkout answers 5xx', key: 'checkout-5xx' });
  world.phone('ana').gets('Checkout answers 5xx');
  expect(await refusal(world.admin(deleteService, { params: { name: 'checkout' } }))).toBe('conflict');
  await world.forward('5 minutes');
  world.phone('bob').gets('Checkout answers 5xx');
  const { items } = await world.admin(listAlerts, {});
  expect(items).toMatchObject([{ service: 'checkout', state: 'firing' }]);
});

test('a service that nobody posts to goes; the page that was opened for it keeps its name and its policy', async () => {
  await world.admin(putService, { params: { name: 'bare' }, body: { policy: 'ladder' } });
  await world.admin(createPage, { body: { title: 'Bare is down', service: 'bare' } });
  await world.settle();
  world.phone('ana').gets('Bare is down');
  expect(await refusal(world.admin(deleteService, { params: { name: 'bare' } }))).toBe('done');
  await world.forward('5 minutes');
  world.phone('bob').gets('Bare is down');
  const page = await world.page();
  expect(page).toMatchObject({ service: 'bare', policy: 'ladder', state: 'triggered', step: 2 });
  await world.as('bob').acknowledge(page);
  expect(await world.page()).toMatchObject({ state: 'acknowledged', owner: 'bob' });
});

test('a policy that a service names cannot be deleted', async () => {
  expect(await refusal(world.admin(deletePolicy, { params: { name: 'ladder' } }))).toBe('conflict');
});
