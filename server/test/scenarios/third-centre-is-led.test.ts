import { getBrief } from '@muster/contract/respond/brief';
import { answerQuestion, askQuestion, getQuestions } from '@muster/contract/respond/questions';
import { addReport, linkReports, listGatherings } from '@muster/contract/respond/reports';
import { putRespondSettings } from '@muster/contract/respond/settings';
import { expect, test } from 'vitest';
import { shippedSettings } from '../../src/respond/settings/model.ts';
import { declare, type Room } from '../harness/room.ts';
import { startWorld } from '../harness/world.ts';

// Ona watches the network, Cid commands, Com tells the others, Sue is support and Lia speaks for it, Exa and Exb know the routing,
// Rel relieves, and Eve, who runs the company, wants to know.
const ladder = (name: string, first: string, second: string) => ({
  name,
  repeat: 0,
  steps: [
    { escalateAfter: 5, targets: [{ user: first }] },
    { escalateAfter: 5, targets: [{ user: second }] },
  ],
});
const world = await startWorld({
  organisation: {
    people: [
      'ona',
      'cid',
      'com',
      'lia',
      'exa',
      'exb',
      'rel',
      { name: 'sue', access: 'support' },
      { name: 'eve', access: 'stakeholder' },
    ],
    policies: [
      ladder('network', 'ona', 'cid'),
      ladder('commanders', 'cid', 'rel'),
      ladder('routing', 'exa', 'exb'),
    ],
    services: ['centre-1', 'centre-2', 'centre-3'].map((name) => ({ name, policy: 'network' })),
  },
});
await world.admin(putRespondSettings, { body: { ...shippedSettings, commandPolicy: 'commanders' } });
const begun = world.now();
const moment = (minutes: number) => begun.add({ minutes });
const at = (minutes: number) => moment(minutes).toString({ smallestUnit: 'millisecond' });
const minute = async (n: number) => {
  const seconds = world.now().until(moment(n)).total('seconds');
  await world.forward(`${seconds} seconds`);
};
const fails = (n: number) =>
  world.alert({
    title: `Data centre ${n} is unreachable`,
    key: `centre-${n}`,
    service: `centre-${n}`,
    labels: { centre: String(n) },
  });

let room: Room;
const all = ['responders', 'staff', 'executives', 'customers'] as const;

const eve = () => world.as('eve').client();
const ownQuestions = async () => (await (await eve())(getQuestions, { params: { ref: room.ref } })).mine;

/** Time passes, and a minute before any news are due Com sends them; from hour 1 on they are promised hourly. */
async function meanwhile(until: number) {
  for (;;) {
    const { nextUpdates } = await room.seen();
    const [due] = Object.values(nextUpdates).sort();
    if (due === undefined || due > at(until)) return pass(moment(until));
    await pass(Temporal.Instant.from(due).subtract({ minutes: 1 }));
    const hourly = due > at(32) ? { nextInMinutes: 60 } : {};
    for (const audience of all.filter((one) => nextUpdates[one] === due))
      await room.by('com').tells({ audience, kind: 'still-working', ...hourly });
  }
}

/** Hours of hard work are jumped over. */
async function pass(when: Temporal.Instant) {
  const seconds = world.now().until(when).total('seconds');
  if (seconds > 0) await (seconds > 600 ? world.leap : world.forward)(`${seconds} seconds`);
}

test('minutes 0 to 12: declared, an attempt without effect, raised, and command is accepted', async () => {
  await fails(1);
  await minute(3);
  await world.as('ona').acknowledge(await world.page('Data centre 1'));
  world.phone('ona').gets('Data centre 1');
  await minute(8);
  const { id: page } = await world.page('Data centre 1');
  const what = { title: 'Data centre 1 is unreachable', severity: 'minor', services: ['centre-1'], page };
  room = await declare(world, 'ona', { ...what, startedAt: at(0), source: 'alert' });
  const ona = room.by('ona');
  const rollback = await ona.writes({ kind: 'attempt', text: 'Roll the routing release back', at: at(5) });

  await minute(9);
  await fails(2);
  world.phone('ona').gets('Data centre 2');
  await world.as('ona').acknowledge(await world.page('Data centre 2'));
  await ona.changes({ severity: 'average', services: ['centre-1', 'centre-2'], reason: 'a second centre' });
  const offer = await ona.offers({
    to: 'cid',
    brief: { reason: 'Two centres; I have to work.', limits: 'None.' },
  });
  expect(offer).toMatchObject({ from: null, to: 'cid', brief: { reason: 'Two centres; I have to work.' } });
  world.phone('cid').gets('take over as Incident commander?');

  await minute(10);
  await ona.settles(rollback, { result: 'no-effect', text: 'The routes are back, the centres are not' });
  await minute(12);
  const said = {
    situation: 'Two centres gone',
    objective: 'Keep the third',
    plan: 'Split the roles',
    news: 'None yet',
  };
  const { commander, pages } = await room.by('cid').accepts(offer, { readBack: said });
  expect(commander).toBe('cid');
  expect(pages).toContain(page);
  expect(await world.page('take over as Incident commander')).toMatchObject({ state: 'resolved' });
  await room.by('cid').takes('operations', 'ona');
  await room.by('cid').takes('communications', 'com');
  world.phone('ona').gets('you are Operations lead');
  world.phone('com').gets('you are Communications lead');
  expect(await room.red()).toEqual([]);
  world.phones.nobodyElse();

  const box = await (await eve())(askQuestion, {
    params: { ref: room.ref },
    body: { text: 'What is going on?' },
  });
  expect(box).toMatchObject({ reaches: 'com', mine: [{ text: 'What is going on?', answer: null }] });
  await world.settle();
  world.phones.nobodyElse();
});

test('minutes 13 to 22: all are told, and what would make it worse is agreed before it comes', async () => {
  await minute(13);
  const text = 'Two data centres cannot be reached. Cid leads. Who is hit is not known yet.';
  for (const audience of ['responders', 'staff', 'executives'] as const)
    await room.by('com').tells({ audience, text });
  await world.settle();
  const com = await world.as('com').client();
  // Eve asked for the news as such, so the news are the answer, and nobody is disturbed.
  expect((await com(getQuestions, { params: { ref: room.ref } })).waiting).toEqual([]);
  expect(await (await eve())(getBrief, { params: { ref: room.ref } })).toMatchObject({
    commander: 'cid',
    lastUpdate: { text, at: at(13), count: 1 },
    nextUpdateAt: at(43),
  });
  expect((await ownQuestions())[0]?.answer).toMatchObject({ text, how: 'news', by: null });

  await meanwhile(15);
  const sue = await world.as('sue').client();
  for (const ticket of [1, 2, 3])
    await sue(addReport, {
      body: {
        symptom: 'The shop does not load',
        service: 'centre-1',
        customers: 1,
        tickets: [`https://support.example/${ticket}`],
      },
    });
  await world.settle();
  await room.by('lia').joins();
  await room.by('lia').takes('liaison');
  const lia = await world.as('lia').client();
  const [gathered] = (await lia(listGatherings)).items;
  expect(gathered).toMatchObject({ service: 'centre-1', count: 3, customers: 3 });
  const reports = (gathered?.reports ?? []).map((one) => one.id);
  const linked = await lia(linkReports, { params: { ref: room.ref }, body: { reports } });
  expect(linked.links.filter((one) => one.kind === 'report')).toHaveLength(3);
  const possible = linked.entries.find((one) => one.text.startsWith('Possible impact: 3 reports'));
  await room.by('lia').settles(possible ?? { id: '' }, { text: 'Three customers of one region' });
  const { impact } = await room.by('lia').states({ level: 'unknown', who: 'Three customers, perhaps more' });
  expect(impact).toMatchObject([{ level: 'unknown', from: at(0), until: null }]);
  const watch = await room
    .by('cid')
    .gives({ text: 'Watch the links of centre 3', person: 'ona', minutes: 10 });
  world.phone('ona').gets('a task for you');
  await room.by('ona').hasIt(watch);

  await meanwhile(18);
  // What stands there already answers the next one, and nobody who works on it hears of it.
  const again = { text: 'Who is hit?', answered: true };
  await (await eve())(askQuestion, { params: { ref: room.ref }, body: again });
  await world.settle();
  world.phones.nobodyElse();
  const question = await room.by('cid').writes({ kind: 'question', text: 'What makes this worse?' });
  await room.by('ona').settles(question, { text: 'A third centre: then users are hit' });
  await meanwhile(20);
  const wire = await room.by('cid').writes({
    kind: 'tripwire',
    text: 'The third data centre goes',
    matches: 'labels.centre == "3"',
    meaning: 'Users are hit',
    step: 'Critical, first public notice, page the routing experts',
    raiseTo: 'critical',
    about: question.id,
  });
  expect(wire.state).toBe('open');
  await room.by('cid').changes({ plan: 'Hold centre 3; ask routing as soon as it moves' });
  expect(await room.red()).toEqual([]);

  await meanwhile(22);
  await fails(3);
  world.phone('ona').gets('Data centre 3');
  const tripped = await room.seen();
  expect(tripped.entries.find((one) => one.id === wire.id)).toMatchObject({
    state: 'tripped',
    settled: { at: at(22), text: 'Alert at centre-3: Data centre 3 is unreachable' },
  });
  // It proposes, and people decide.
  expect(tripped.severity).toBe('average');
  await room.by('ona').ends(watch, { state: 'done', result: 'It went at 22' });
  const { severity } = await room.by('cid').changes({
    severity: 'critical',
    services: ['centre-1', 'centre-2', 'centre-3'],
    reason: 'The tripwire was reached',
  });
  expect(severity).toBe('critical');
  const notice = 'Some of you cannot reach us. We are working on it.';
  await room.by('com').tells({ audience: 'customers', text: notice, state: 'investigating' });
  await room.by('cid').approves('customers');
});

test('minutes 25 to 32: the first expert cannot be reached, the second comes, and two fixes are tried', async () => {
  world.phone('exa').behaves('reset');
  await meanwhile(25);
  await room.by('cid').asks({ policy: 'routing', asked: 'The routing of three centres' });
  await meanwhile(29);
  expect(world.phone('exa').calls()).toBeGreaterThan(0);
  world.phone('exb').getsNothing();
  await meanwhile(30);
  world.phone('exb').gets('The routing of three centres');
  await world.as('exb').acknowledge(await world.page('The routing of three centres'));
  const { responders } = await room.by('exb').joins();
  expect(responders.find((one) => one.person === 'exa')).toMatchObject({ hereAt: null });
  expect(responders.find((one) => one.person === 'exb')).toMatchObject({ hereAt: at(30) });

  const first = await room.by('exb').writes({ kind: 'attempt', text: 'Announce the routes again' });
  await meanwhile(31);
  await room.by('exb').settles(first, { result: 'no-effect' });
  const second = await room.by('exb').writes({ kind: 'attempt', text: 'Send everything by centre 4' });
  await meanwhile(32);
  await room.by('exb').settles(second, { result: 'partial', text: 'Two of three regions are back' });
  const [stated] = (await room.seen()).impact;
  const { impact } = await room.by('lia').revises(stated ?? { id: '' }, {
    level: 'partial',
    who: 'Customers of one region',
    count: 1_200,
    confidence: 'medium',
  });
  expect(impact).toMatchObject([{ level: 'partial', revisions: 1, until: null }]);
});

test('hour 8: whoever commands is relieved with a brief that is read back, and there is no gap', async () => {
  await meanwhile(480);
  const tired = await room.seen();
  expect(tired.missed.filter((one) => one.kind === 'fatigue').map((one) => one.clock)).toContain(
    `fatigue:commander/cid:${at(12)}`,
  );
  world.phones.silence();
  const offer = await room.by('cid').offers({
    to: 'rel',
    brief: {
      reason: 'Eight hours are enough',
      objective: 'The third region',
      limits: 'No change to centre 4',
    },
    missing: { questions: 'None is open' },
  });
  expect(offer).toMatchObject({ from: 'cid', to: 'rel', state: 'offered' });
  world.phone('rel').gets('take over as Incident commander?');
  const now = world.now().toString({ smallestUnit: 'millisecond' });
  await meanwhile(483);
  const { assignments, commander, handoffs } = await room.by('rel').accepts(offer, {
    readBack: 'One region is left; the routes of centre 4 stay as they are; news every 20 min',
  });
  expect(commander).toBe('rel');
  expect(handoffs.at(-1)).toMatchObject({ state: 'accepted', offeredAt: now, escalatedAt: null });
  const command = assignments.filter((one) => one.role === 'commander');
  expect(command).toMatchObject([
    { person: 'cid', from: at(12), until: command[1]?.from },
    { person: 'rel', until: null, how: 'handoff' },
  ]);
});

test('the last hour: a temporary path with an end, slower news, and it is resolved', async () => {
  await meanwhile(490);
  const path = await room
    .by('exb')
    .writes({ kind: 'attempt', text: 'Carry the last region by a leased line' });
  await meanwhile(500);
  await room.by('exb').settles(path, { result: 'worked' });
  const [open] = (await room.seen()).impact;
  await room.by('lia').revises(open ?? { id: '' }, { until: at(499) });
  await room.by('rel').changes({
    status: 'monitoring',
    times: { mitigated: at(499) },
    reason: 'All regions are back, on a leased line',
  });
  const stopgap = await room.by('rel').writes({
    kind: 'later',
    text: 'The leased line ends; the routes have to carry it again',
    person: 'exb',
    dueAt: at(24 * 60),
  });
  await room.by('com').tells({
    audience: 'customers',
    state: 'monitoring',
    text: 'You can reach us again. We will write again in two hours at the latest.',
    nextInMinutes: 120,
  });
  await room.by('rel').approves('customers');
  const mitigated = await room.seen();
  expect(mitigated.nextUpdates.customers).toBe(at(620));
  expect(mitigated.open).toContainEqual(expect.objectContaining({ id: stopgap.id, dueAt: at(24 * 60) }));
  await meanwhile(506);
  await (await eve())(askQuestion, {
    params: { ref: room.ref },
    body: { text: 'I need a list of all clients' },
  });
  const com = await world.as('com').client();
  const list = (await com(getQuestions, { params: { ref: room.ref } })).waiting?.at(-1);
  const words = { text: 'Noted for when it is over.' };
  const box = await com(answerQuestion, { params: { ref: room.ref, id: list?.id ?? '' }, body: words });
  expect(box.answered).toEqual({ all: 3, alone: 1 });
  await room.by('rel').writes({ kind: 'later', text: 'Eve asks for a list of all clients', person: 'com' });
  await meanwhile(510);
  for (const audience of ['staff', 'customers'] as const)
    await room.by('com').tells({ audience, state: 'resolved', text: 'It is over.' });
  await room.by('rel').approves('customers');
  const { category, clocks } = await room.by('rel').resolves('All regions are carried');
  expect({ category, clocks }).toEqual({ category: 'post-incident', clocks: [] });
});

test('the record tells all of it, and what was known at each moment', async () => {
  const { severities, times, impact, missed, updates, entries } = await room.seen();
  expect(severities.map(({ severity, from, until }) => ({ severity, from, until }))).toEqual([
    { severity: 'minor', from: at(8), until: at(9) },
    { severity: 'average', from: at(9), until: at(22) },
    { severity: 'critical', from: at(22), until: null },
  ]);
  expect(times).toMatchObject({
    impactStart: at(0),
    declared: at(8),
    firstInternalNotice: at(13),
    firstPublicNotice: at(22),
    mitigated: at(499),
    resolved: at(510),
  });
  expect(impact).toMatchObject([{ from: at(0), until: at(499), level: 'partial', count: 1_200 }]);
  const attempts = entries.filter((one) => one.kind === 'attempt').toReversed();
  expect(attempts.map((one) => one.detail.result)).toEqual(['no-effect', 'no-effect', 'partial', 'worked']);
  expect(attempts[0]).toMatchObject({ at: at(5), recordedAt: at(8), settled: { at: at(10), by: 'ona' } });
  // Promised and kept, every time.
  expect(missed.filter((one) => one.kind === 'update' || one.kind === 'command')).toEqual([]);
  expect(all.map((one) => updates[one]?.count ?? 0).every((count) => count >= 8)).toBe(true);

  expect(await room.red()).toEqual([]);

  const then = async (n: number) => {
    const { severity, commander, status, impact: hit, entryCount } = await room.seen(at(n));
    return { severity, commander, status, hit: hit.map((one) => one.level), entryCount };
  };
  expect(await then(8)).toEqual({
    severity: 'minor',
    commander: null,
    status: 'declared',
    hit: [],
    entryCount: 1,
  });
  expect(await then(11)).toMatchObject({ severity: 'average', commander: null, entryCount: 1 });
  expect(await then(20)).toMatchObject({ severity: 'average', commander: 'cid', hit: ['unknown'] });
  expect(await then(40)).toMatchObject({ severity: 'critical', commander: 'cid', hit: ['partial'] });
  expect(await then(484)).toMatchObject({ severity: 'critical', commander: 'rel', status: 'declared' });
  expect(await then(510)).toMatchObject({ commander: 'rel', status: 'resolved', hit: ['partial'] });
});
