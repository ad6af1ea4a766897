import { listUpdates, retractUpdate } from '@muster/contract/inform/updates';
import { getBrief } from '@muster/contract/respond/brief';
import { answerQuestion, askQuestion, getQuestions } from '@muster/contract/respond/questions';
import { listIncidentEvents } from '@muster/contract/respond/stream';
import { expect, test } from 'vitest';
import { declare, type Room } from '../harness/room.ts';
import { startWorld } from '../harness/world.ts';

// Cid commands, Com tells the others, and Eve waits for news.
const world = await startWorld({
  organisation: {
    people: ['cid', 'com', { name: 'eve', access: 'stakeholder' }],
    policies: [{ name: 'ladder', repeat: 0, steps: [{ escalateAfter: 5, targets: [{ user: 'cid' }] }] }],
    services: [{ name: 'checkout', policy: 'ladder' }],
  },
});

/** Declared now, commanded by Cid; Com leads communications. */
async function begun(severity: string): Promise<Room> {
  const room = await declare(world, 'cid', { title: 'Payments fail', severity, command: true });
  await room.by('com').takes('communications');
  return room;
}
const after = (minutes: number) => world.now().add({ minutes }).toString({ smallestUnit: 'millisecond' });
const missedIn = async ({ ref }: Room, clock: string) => {
  const { items } = await world.admin(listIncidentEvents, { params: { ref } });
  return items.flatMap(({ type, at, data }) =>
    type === 'clockMissed' && String(data.clock).startsWith(clock) ? [{ at, told: data.told }] : [],
  );
};

test('cadence missed: whoever communicates is told, five minutes later whoever commands', async () => {
  const room = await begun('average');
  const [due, later] = [after(10), after(15)];
  await world.leap('10 minutes');
  expect(await missedIn(room, 'update:staff')).toEqual([{ at: due, told: ['com'] }]);
  expect(await missedIn(room, 'late-news:staff')).toEqual([]);
  world.phone('cid').gets(`${room.ref}: the response needs you`);
  await world.leap('5 minutes');
  expect(await missedIn(room, 'late-news:staff')).toEqual([{ at: later, told: ['cid'] }]);
  world.phone('cid').gets(`${room.ref}: news are late (Payments fail)`);
  await room.by('com').tells({ audience: 'staff', text: 'Payments fail. We look into it.' });
  expect((await room.seen()).nextUpdates.staff).toBe(after(30));
});

test('whoever communicates is reminded five minutes before news are due, once for each promise', async () => {
  const room = await begun('average');
  const first = after(5);
  await world.leap('5 minutes');
  expect(await missedIn(room, 'reminder:news/staff')).toEqual([{ at: first, told: ['com'] }]);
  await room.by('com').tells({ audience: 'staff', text: 'Payments fail. We look into it.' });
  const second = after(25);
  await world.leap('24 minutes');
  expect(await missedIn(room, 'reminder:news/staff')).toHaveLength(1);
  await world.leap('1 minute');
  expect(await missedIn(room, 'reminder:news/staff')).toEqual([
    { at: first, told: ['com'] },
    { at: second, told: ['com'] },
  ]);
  expect(await missedIn(room, 'update:staff')).toEqual([]);
});

test('severity raised in the middle of an interval: the next news are due sooner, from that instant', async () => {
  const room = await begun('average');
  await room.by('com').tells({ audience: 'staff', text: 'Payments fail. We look into it.' });
  await world.leap('3 minutes');
  expect((await room.seen()).nextUpdates.staff).toBe(after(27));
  await room.by('cid').changes({ severity: 'critical', reason: 'Nobody can pay' });
  const { nextUpdates } = await room.seen();
  expect([nextUpdates.staff, nextUpdates.customers]).toEqual([after(5), after(2)]);
});

test('news taken back: nobody is shown them as what holds, and the question that they answered waits for new ones', async () => {
  const room = await begun('average');
  const params = { ref: room.ref };
  const [eve, com] = [await world.as('eve').client(), await world.as('com').client()];
  await room.by('com').tells({ audience: 'staff', text: 'Refunds work again.' });
  await eve(askQuestion, { params, body: { text: 'Do refunds work?' } });
  const [asked] = (await com(getQuestions, { params })).waiting ?? [];
  expect(asked).toMatchObject({ by: 'eve', newsMayAnswer: true });
  const [{ id } = { id: '' }] = (await com(listUpdates, { params })).items;
  await com(retractUpdate, { params: { ...params, id }, body: { reason: 'They do not' } });
  expect((await eve(getBrief, { params })).lastUpdate?.text).toContain('were taken back');
  expect((await com(getQuestions, { params })).waiting).toMatchObject([{ newsMayAnswer: false }]);
  await room.by('com').tells({ audience: 'staff', text: 'Refunds do not work yet.' });
  await world.forward('1 minute');
  expect((await com(getQuestions, { params })).waiting).toEqual([]);
  expect((await eve(getQuestions, { params })).mine).toMatchObject([
    { answer: { text: 'Refunds do not work yet.', by: null, how: 'news' } },
  ]);
  const again = com(answerQuestion, { params: { ...params, id: asked?.id ?? '' }, body: {} });
  await expect(again).rejects.toThrow('It is answered already.');
});

test('news with a time of their own go out at it, although the machine was away', async () => {
  const room = await begun('average');
  const sendAt = after(8);
  await room.by('com').tells({ audience: 'staff', text: 'The switch begins.', sendAt });
  await world.forward('1 minute');
  await world.nodes.find((one) => one.isRunning())?.stop();
  await world.leap('6 minutes');
  await world.anotherNode();
  expect((await room.seen()).updates.staff).toBeUndefined();
  await world.forward('1 minute');
  expect((await room.seen()).updates.staff).toMatchObject({ text: 'The switch begins.', at: sendAt });
});
