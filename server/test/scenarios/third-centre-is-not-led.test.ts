import { listIncidents } from '@muster/contract/respond/incidents';
import { expect, test } from 'vitest';
import { declare, roomOf } from '../harness/room.ts';
import { startWorld } from '../harness/world.ts';

// One person, no rota of commanders, no route that declares: the night as it goes without anybody who leads.
const world = await startWorld({
  organisation: {
    people: ['ona'],
    policies: [{ name: 'network', repeat: 0, steps: [{ escalateAfter: 5, targets: [{ user: 'ona' }] }] }],
    services: ['centre-1', 'centre-2', 'centre-3'].map((name) => ({ name, policy: 'network' })),
  },
});
const begun = world.now();
const minute = async (n: number) => {
  const seconds = world
    .now()
    .until(begun.add({ minutes: n }))
    .total('seconds');
  if (seconds > 0) await world.forward(`${seconds} seconds`);
};
const at = (n: number) => begun.add({ minutes: n }).toString({ smallestUnit: 'millisecond' });
const names = (signs: readonly { name: string }[]) => signs.map((one) => one.name).sort();

test('three data centres fail, one person works alone, and the strip says in time what is missing', async () => {
  await world.alert({ title: 'Data centre 1 is unreachable', key: 'centre-1', service: 'centre-1' });
  await minute(3);
  await world.as('ona').acknowledge(await world.page());
  await minute(8);
  const { id: page } = await world.page();
  const room = await declare(world, 'ona', { title: 'Data centre 1 is gone', services: ['centre-1'], page });
  world.phone('ona').gets('Data centre 1');
  const { severity, commander, category } = await room.seen();
  expect({ severity, commander, category }).toEqual({
    severity: 'average',
    commander: null,
    category: 'triage',
  });
  expect(await room.red()).toEqual([]);

  await minute(9);
  await world.alert({ title: 'Data centre 2 is unreachable', key: 'centre-2', service: 'centre-2' });
  world.phone('ona').gets('Data centre 2');
  await world.as('ona').acknowledge(await world.page('Data centre 2'));
  const undone = await room.by('ona').writes({ kind: 'attempt', text: 'Roll the routing release back' });
  await room.by('ona').settles(undone, { result: 'no-effect' });

  await minute(12);
  expect(await room.red()).toEqual([{ name: 'command', why: 'Nobody commands.', since: at(8) }]);
  // The rota of the service is called to an empty chair; there is nobody on it but her.
  await minute(13);
  expect(world.phone('ona').gets('nobody has commanded for 5 min').page.urgency).toBe('high');
  world.phones.nobodyElse();

  await minute(16);
  expect(await room.red()).toEqual([
    { name: 'command', why: 'Nobody commands.', since: at(8) },
    { name: 'updates', why: 'Nobody has been told yet.', since: at(8) },
  ]);
  const [row] = (await world.admin(listIncidents, {})).items;
  expect(row).toMatchObject({ ref: room.ref, health: 'red', healthWhy: 'Nobody commands.' });

  await minute(22);
  await world.alert({ title: 'Data centre 3 is unreachable', key: 'centre-3', service: 'centre-3' });
  await world.leap('38 minutes');
  const red = await room.red();
  expect(names(red)).toEqual(['command', 'impact', 'silence', 'updates']);
  expect(red.find((one) => one.name === 'updates')?.why).toBe(
    'Responders, staff, executives and customers wait for news that were promised.',
  );
});

test('what it said then can be read again, and nothing was decided for anybody', async () => {
  const [row] = (await world.admin(listIncidents, {})).items;
  const { seen, red } = roomOf(world, row?.ref ?? '');
  const redAt = async (n: number) => names(await red(at(n)));
  expect(await redAt(9)).toEqual([]);
  expect(await redAt(10)).toEqual(['command']);
  expect(await redAt(15)).toEqual(['command']);
  expect(await redAt(16)).toEqual(['command', 'updates']);
  const now = await seen();
  expect(now).toMatchObject({ severity: 'average', status: 'declared', commander: null, updates: {} });
  expect(now.severities).toHaveLength(1);
  expect(now.missed.map((one) => one.kind)).toEqual(
    expect.arrayContaining(['command', 'update', 'impact', 'silence', 'replan']),
  );
});
