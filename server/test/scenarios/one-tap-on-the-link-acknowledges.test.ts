import { expect, test } from 'vitest';
import { startWorld } from '../harness/world.ts';

const world = await startWorld();

test('looking at the link changes nothing, however often a scanner looks; one press acknowledges', async () => {
  await world.alert({ title: 'Payments fail', key: 'payments' });
  const rung = world.phone('ana').gets('Payments fail');
  for (let look = 0; look < 3; look += 1) {
    const shown = await world.openLink(rung.acknowledge);
    expect(shown).toMatchObject({ status: 200, text: expect.stringContaining('<form method="post"') });
  }
  expect(await world.page()).toMatchObject({ state: 'triggered', owner: null });

  await world.tapLink(rung);
  expect(await world.page()).toMatchObject({ state: 'acknowledged', owner: 'ana' });
  await world.forward('30 minutes');
  world.phones.nobodyElse();
});

test('a second tap is harmless, also when somebody else has taken over since', async () => {
  await world.alert({ title: 'Search is slow', key: 'search' });
  const rung = world.phone('ana').gets('Search is slow');
  await world.tapLink(rung);
  await world.as('bob').acknowledge(await world.page('Search'));
  const again = await world.openLink(rung.acknowledge, 'POST');
  expect(again).toMatchObject({ status: 200, text: expect.stringContaining('acknowledged by bob') });
  expect(await world.page('Search')).toMatchObject({ state: 'acknowledged', owner: 'bob' });
});

test('the link shows the page of somebody who was called later, and takes it for that person', async () => {
  await world.alert({ title: 'Login fails', key: 'login' });
  world.phone('ana').gets('Login fails');
  await world.forward('5 minutes');
  await world.tapLink(world.phone('bob').gets('Login fails'));
  expect(await world.page('Login')).toMatchObject({ state: 'acknowledged', owner: 'bob' });
});

test('a forged link is refused and changes nothing', async () => {
  await world.alert({ title: 'Cache is cold', key: 'cache' });
  const { acknowledge } = world.phone('ana').gets('Cache is cold');
  await world.alert({ title: 'Cart is empty', key: 'cart' });
  const other = world.phone('ana').gets('Cart is empty').acknowledge;
  const ours = acknowledge.slice(0, acknowledge.lastIndexOf('.'));
  const signature = other.slice(other.lastIndexOf('.') + 1);
  const last = acknowledge.at(-1) === 'A' ? 'B' : 'A';
  const forged = [
    `${ours}.${signature}`,
    `${acknowledge.slice(0, -8)}${last.repeat(8)}`,
    `${ours}.`,
    ours,
    'https://muster.example/a/x',
    'https://muster.example/a/0197a000-0000-7000-8000-00000000a001.x',
  ];
  for (const link of forged) {
    expect((await world.openLink(link)).status).toBe(404);
    expect((await world.openLink(link, 'POST')).status).toBe(404);
  }
  expect(await world.page('Cache')).toMatchObject({ state: 'triggered' });
  expect(await world.page('Cart')).toMatchObject({ state: 'triggered' });
  await world.quiet();
});

test('a link works for 24 hours and not a minute longer', async () => {
  await world.alert({ title: 'Backup is late', key: 'backup' });
  const rung = world.phone('ana').gets('Backup is late');
  await world.forward('15 minutes');
  world.phone('bob').gets('Backup is late');
  await world.leap('85500 seconds');
  expect((await world.openLink(rung.acknowledge)).text).toContain('>Acknowledge</button>');
  await world.leap('1 minute');
  for (const method of ['GET', 'POST'] as const)
    expect(await world.openLink(rung.acknowledge, method)).toMatchObject({
      status: 404,
      text: expect.stringContaining('no longer valid'),
    });
  expect(await world.page('Backup')).toMatchObject({ state: 'triggered', owner: null });
});
