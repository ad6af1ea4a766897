import { expect, test } from 'vitest';
import { startWorld } from '../harness/world.ts';

const world = await startWorld({
  organisation: {
    people: ['ana', 'bob', 'cleo'],
    policies: [
      {
        name: 'all',
        repeat: 0,
        steps: [{ escalateAfter: 5, targets: [{ user: 'ana' }, { user: 'bob' }, { user: 'cleo' }] }],
      },
    ],
    services: [{ name: 'checkout', policy: 'all' }],
  },
});

test('three people acknowledge at once: all are recorded, the last one recorded is the owner', async () => {
  await world.alert({ title: 'Payments fail', key: 'payments' });
  const page = await world.page();
  const links = ['ana', 'bob'].map((person) => world.phone(person).gets('Payments fail').acknowledge);
  world.phone('cleo').gets('Payments fail');
  await Promise.all([
    world.as('cleo').acknowledge(page),
    ...links.map((link) => world.openLink(link, 'POST')),
  ]);
  await world.settle();

  const after = await world.page();
  const said = (await world.explanation(page)).filter((text) => text.includes('acknowledged the page'));
  expect(after.state).toBe('acknowledged');
  expect(said.length).toBeGreaterThanOrEqual(1);
  expect(said.at(-1)).toBe(`${after.owner} acknowledged the page.`);
  await world.forward('20 minutes');
  world.phones.nobodyElse();
  expect(await world.page()).toMatchObject({ state: 'acknowledged', owner: after.owner });
});

test('whoever acknowledges later takes over; the link of the one before says who has it', async () => {
  await world.alert({ title: 'Login fails', key: 'login' });
  const page = await world.page('Login');
  await world.as('ana').acknowledge(page);
  expect(await world.as('bob').acknowledge(page)).toMatchObject({ owner: 'bob' });
  const { acknowledge } = world.phone('cleo').gets('Login fails');
  expect((await world.openLink(acknowledge)).text).toContain('acknowledged by bob');
});
