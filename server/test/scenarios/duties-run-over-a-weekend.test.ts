import * as duties from '@muster/contract/inform/obligations';
import { listIncidentEvents } from '@muster/contract/respond/stream';
import { expect, test } from 'vitest';
import { declare, roomOf } from '../harness/room.ts';
import { startWorld } from '../harness/world.ts';

// A bank tells its authority by DORA: aware on a Tuesday, classified, late with the first report, and a weekend between.
const world = await startWorld({
  at: '2026-06-02T13:10:00Z',
  organisation: {
    people: ['ona', 'rex'],
    policies: [{ name: 'desk', repeat: 0, steps: [{ escalateAfter: 5, targets: [{ user: 'ona' }] }] }],
    services: [{ name: 'payments', policy: 'desk' }],
  },
});
const { items } = await world.admin(duties.listObligationRules, {});
const dora = items.find((one) => one.name === 'dora-19');
if (!dora) throw new Error('there is no DORA');
const { version: _, name, ...rule } = dora;
const body = { ...rule, active: true, movesToWorkingDay: true, owner: 'ona', deputy: 'rex' };
await world.admin(duties.putObligationRule, { params: { name }, body });

const until = async (at: string) => world.leap(`${world.now().until(at).total('seconds')} seconds`);
const said = { what: 'Transfers were lost', decidedBy: 'Ona, compliance', evidence: 'case 4711' };
let ref = '';
const duty = async () => {
  const [found] = (await roomOf(world, ref).seen()).obligations ?? [];
  if (!found) throw new Error('there is no duty');
  return found;
};
const dueOf = async (step: string) => (await duty()).steps.find((one) => one.step === step)?.dueAt;
/** What ran out of duties: which part of the way, and who was told. */
const told = async () => {
  const { items } = await world.admin(listIncidentEvents, { params: { ref }, query: { limit: 200 } });
  return items.flatMap(({ type, data }) =>
    type === 'clockMissed' && (data.kind === 'reminder' || data.kind === 'obligation')
      ? [`${data.kind === 'reminder' ? String(data.clock).match(/\/(\d+):/)?.[1] : 'due'}: ${data.told}`]
      : [],
  );
};
const submits = async (step: string, at: string, lateReason?: string) => {
  const { id } = await duty();
  const body = { step, at, reference: `${step}-1`, ...(lateReason ? { lateReason } : {}) };
  const call = await world.as('ona').client();
  await call(duties.submitObligation, { params: { ref, id }, body });
  await world.settle();
};
const restartAt = async (at: string) => {
  await world.nodes.find((one) => one.isRunning())?.stop();
  await until(at);
  await world.anotherNode();
};

test('what is classified is due sooner, and the end of the incident ends no duty', async () => {
  const room = await declare(world, 'rex', { title: 'Transfers are lost', services: ['payments'] });
  ref = room.ref;
  const fact = { kind: 'aware' as const, at: '2026-06-02T13:10:00Z', ...said };
  const call = await world.as('rex').client();
  await call(duties.startObligation, { params: { ref }, body: { rule: name, fact } });
  expect(await dueOf('initial')).toBe('2026-06-03T13:10:00.000Z');
  await room.by('rex').resolves('The queue was drained.');

  await until('2026-06-02T16:00:00Z');
  const { id, owner, deputy } = await duty();
  expect([owner, deputy]).toEqual(['ona', 'rex']);
  const classified = { kind: 'classified' as const, at: '2026-06-02T16:00:00Z', ...said };
  await call(duties.addObligationFact, { params: { ref, id }, body: classified });
  expect(await dueOf('initial')).toBe('2026-06-02T20:00:00.000Z');
  world.phones.nobodyElse();
});

test('the owner is reminded once at each part, also across a restart, and the deputy when it is due', async () => {
  await until('2026-06-02T18:00:00Z');
  expect(await told()).toEqual(['50: ona']);
  await restartAt('2026-06-02T19:10:00Z');
  expect(await told()).toEqual(['50: ona', '75: ona']);
  world.phones.nobodyElse();
  await until('2026-06-02T19:36:00Z');
  expect(world.phone('ona').gets('Initial notification is due').page.urgency).toBe('high');
  world.phones.nobodyElse();
  await until('2026-06-02T20:00:00Z');
  world.phone('ona').gets('Initial notification was due');
  world.phone('rex').gets('Initial notification was due');
  expect(await told()).toEqual(['50: ona', '75: ona', '90: ona', 'due: ona,rex']);
  expect((await roomOf(world, ref).red()).map((one) => one.name)).toEqual(['obligations']);
});

test('a report that came late says why, ends the calls, and begins the next over the weekend', async () => {
  await until('2026-06-04T10:00:00Z');
  world.phones.silence();
  const at = '2026-06-04T10:00:00Z';
  await expect(submits('initial', at)).rejects.toMatchObject({ problem: { status: 422 } });
  await submits('initial', at, 'The portal of the authority was away.');
  const open = (await world.pages()).filter((page) => page.state !== 'resolved');
  expect(open).toEqual([]);
  // 72 hours later is Sunday: noon of Monday in Brussels.
  expect(await dueOf('intermediate')).toBe('2026-06-08T10:00:00.000Z');

  const before = await told();
  await restartAt('2026-06-07T12:00:00Z');
  // A half and three quarters passed while nobody was there: one word, and both are on record.
  expect((await told()).slice(before.length)).toEqual(['50: ', '75: ona']);
  await until('2026-06-08T00:24:00Z');
  expect(world.phone('ona').gets('Intermediate report is due').page.urgency).toBe('low');
  await submits('intermediate', '2026-06-08T00:20:00Z');
  await until('2026-06-09T09:00:00Z');
  await submits('intermediate', '2026-06-09T09:00:00Z');
  // Counted from the latest one, a month on; that is a Thursday.
  expect(await dueOf('final')).toBe('2026-07-09T09:00:00.000Z');
  await submits('final', '2026-06-09T09:00:00Z');
  expect((await duty()).state).toBe('done');
  expect((await world.admin(duties.listObligations, {})).items).toEqual([]);
  await until('2026-07-10T09:00:00Z');
  world.phones.nobodyElse();
  expect((await told()).slice(before.length)).toEqual(['50: ', '75: ona', '90: ona']);
});
