import { expect, test } from 'vitest';
import { startWorld } from '../harness/world.ts';

const world = await startWorld();
world.expectComplaint(/connection|line to the other nodes|a worker failed|terminat/);

const cutAllLines = () =>
  world.sql(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`);

test('all connections break while a page runs: the next step is called at its time', async () => {
  await world.alert({ title: 'Payments fail', key: 'payments' });
  world.phone('ana').gets('Payments fail');
  await world.forward('4 minutes');
  await cutAllLines();
  await world.forward('1 minute');
  await world.forward('5 seconds');
  const rung = world.phone('bob').gets('Payments fail');
  const late = Temporal.Instant.from('2026-03-02T09:05:00Z').until(rung.at).total('seconds');
  expect(late).toBeLessThanOrEqual(5);
});

test('a sender that comes just then is told to try again or is heard; nothing is answered and lost', async () => {
  await cutAllLines();
  const send = () =>
    world.request('/ingest/generic/key-of-checkout-generic', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ status: 'firing', title: 'Login fails', dedupKey: 'login' }),
    });
  let answer = await send();
  for (let tries = 0; answer.status === 503 && tries < 50; tries += 1) answer = await send();
  expect(answer.status).toBe(202);
  await world.forward('30 seconds');
  world.phone('ana').gets('Login fails');
});
