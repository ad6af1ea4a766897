import { addFactor } from '@muster/contract/learn/factors';
import {
  addFollowUp,
  changeFollowUp,
  checkFollowUp,
  type FollowUpBody,
  getFollowUp,
  listFollowUps,
  myFollowUps,
  noteRecurrence,
  putFollowUpSettings,
  reportFollowUps,
  turnFollowUp,
} from '@muster/contract/learn/followups';
import { putIncidentRetrospective } from '@muster/contract/learn/retrospectives';
import type { QueryOf } from '@muster/contract/platform/endpoint';
import { addEntry, settleEntry } from '@muster/contract/respond/entries';
import { declareIncident, reopenIncident, resolveIncident } from '@muster/contract/respond/incidents';
import { setPrivacy } from '@muster/contract/respond/members';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLetterBox, mailSettings } from '../../../test/harness/letters.ts';
import { openSlice, problemOf, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';
import { shippedSettings } from './model.ts';
import { followUpFacts } from './views.ts';

let slice: Slice;
const box = createLetterBox();
beforeAll(async () => {
  slice = await openSlice({ settings: { mail: mailSettings }, needs: { senders: [box.sender] } });
});
afterAll(() => slice.stop());

const whole = { owner: 'rex', dueOn: '2026-03-20', deliverable: 'It asks twice', kind: 'prevent' } as const;
const add = (body: Partial<FollowUpBody> = {}) =>
  slice.as('admin')(addFollowUp, { body: { title: 'Guard the switch', ...whole, ...body } });
const turn = (ref: string, body: object) =>
  slice.as('responder')(turnFollowUp, { params: { ref }, body: body as { state: 'done' } });
const read = (ref: string) => slice.as('auditor')(getFollowUp, { params: { ref } });
const refsOf = async (query: Partial<QueryOf<typeof listFollowUps>>) =>
  (await slice.as('auditor')(listFollowUps, { query: { limit: 200, ...query } })).items.map((one) => one.ref);
const declare = (body: object = {}) =>
  slice.as('responder')(declareIncident, {
    body: { title: 'Ledger slow', severity: 'average', services: ['ledger'], ...body },
  });
const close = (ref: string) =>
  slice.as('responder')(setPrivacy, { params: { ref }, body: { private: true, reason: 'It names people' } });
async function moveTo(at: string): Promise<void> {
  await slice.app.settled();
  slice.clock.advance(slice.clock.now().until(at));
  await slice.app.settled();
}
const pointersOf = async (call: Promise<unknown>) => (await problemOf(call)).errors.map((one) => one.pointer);

test('the later-list becomes ideas when the incident is resolved, each line once however often it ends', async () => {
  const incident = await declare();
  const { ref } = incident;
  const write = (text: string) =>
    slice.as('responder')(addEntry, { params: { ref }, body: { kind: 'later', text, person: 'ada' } });
  await write('A runbook for the ledger\nwith the steps of today');
  const settled = (await write('Done meanwhile')).entries.find((one) => one.text === 'Done meanwhile');
  await slice.as('responder')(settleEntry, {
    params: { ref, id: settled?.id ?? '' },
    body: { state: 'settled' },
  });
  expect(await refsOf({ incident: ref })).toEqual([]);
  const resolve = () =>
    slice.as('responder')(resolveIncident, { params: { ref }, body: { text: 'It is over' } });
  await resolve();
  await slice.app.settled();
  const ideas = (await slice.as('auditor')(listFollowUps, { query: { incident: ref } })).items;
  expect(ideas).toMatchObject([
    {
      state: 'idea',
      title: 'A runbook for the ledger',
      services: ['ledger'],
      createdBy: 'rex',
      owner: 'ada',
      incident: { ref },
    },
  ]);
  expect(ideas[0]?.note).toContain('with the steps of today');
  await slice.as('responder')(reopenIncident, { params: { ref }, body: { reason: 'Again' } });
  await write('A second thing');
  await resolve();
  await slice.app.settled();
  const titles = (await slice.as('auditor')(listFollowUps, { query: { incident: ref } })).items.map(
    (one) => one.title,
  );
  expect(titles.toSorted()).toEqual(['A runbook for the ledger', 'A second thing']);
});

test('a promise needs its parts, an idea does not, and nothing that is refused is kept', async () => {
  const before = await refsOf({});
  expect(await pointersOf(add({ dueOn: '1970-01-01' }))).toEqual(['/dueOn']);
  expect(await pointersOf(add({ owner: null, promise: true }))).toEqual(['/owner']);
  expect(await pointersOf(add({ owner: 'nobody', team: 'none', services: ['ledger', 'none'] }))).toEqual([
    '/owner',
    '/team',
    '/services/1',
  ]);
  expect(await pointersOf(add({ owner: 'sten' }))).toEqual(['/owner']);
  expect((await problemOf(add({ incident: 'INC-999999' }))).code).toBe('not_found');
  expect(await refsOf({})).toEqual(before);
  const idea = await add({ owner: null });
  expect(idea).toMatchObject({ state: 'idea', owner: null, isOverdue: false });
  const one = await add({ services: ['checkout'] });
  expect(one).toMatchObject({ state: 'open', team: 'payments', objectiveOn: '2026-04-27', moves: 0 });
  expect(one.history.map((row) => row.act)).toEqual(['noted', 'turned']);
  expect((await problemOf(read('FU-999999'))).code).toBe('not_found');
});

test('what is done has evidence, is asked about a month later, and everything stands in its history', async () => {
  const { ref, version } = await add({
    services: ['checkout'],
    links: [{ kind: 'issue', url: 'https://x.example/7', ref: '7' }],
  });
  expect(await pointersOf(turn(ref, { state: 'done' }))).toEqual(['/evidence']);
  const stale = slice.as('responder')(turnFollowUp, {
    params: { ref },
    ifMatch: '77',
    body: { state: 'started' },
  });
  expect((await problemOf(stale)).code).toBe('precondition');
  await slice.as('responder')(changeFollowUp, {
    params: { ref },
    ifMatch: version,
    body: { dueOn: '2026-03-27', reason: 'Parts are late' },
  });
  const done = await turn(ref, { state: 'done', evidence: 'https://x.example/7' });
  expect(done).toMatchObject({
    state: 'done',
    moves: 1,
    firstDueOn: '2026-03-20',
    check: { state: 'waiting' },
  });
  const answer = () => slice.as('admin')(checkFollowUp, { params: { ref }, body: { outcome: 'effective' } });
  expect((await problemOf(answer())).code).toBe('conflict');
  await box.take(slice);
  await moveTo('2026-04-02T07:00:00Z');
  const asked = (await box.take(slice)).filter((one) => one.letter.subject.startsWith(`${ref}:`));
  expect(asked.map((one) => one.person).toSorted()).toEqual(['ada', 'rex']);
  expect(await refsOf({ due: 'check' })).toContain(ref);
  const mine = await slice.as('admin')(myFollowUps, {});
  expect(mine.checks.map((one) => one.ref)).toContain(ref);
  const checked = await answer();
  expect(checked.effect).toMatchObject({ outcome: 'effective', by: 'ada' });
  expect(checked.history.map((row) => [row.by, row.act])).toEqual([
    ['ada', 'noted'],
    ['ada', 'turned'],
    ['rex', 'moved'],
    ['rex', 'turned'],
    ['ada', 'checked'],
  ]);
  const edit = slice.rows(sql`update learn.follow_up_history set by = 'eve' where follow_up = ${done.id}`);
  await expect(edit).rejects.toThrow();
});

test('reminders go once each: to the owner before, on and after the day, then to the first of the team', async () => {
  const { ref } = await add({ dueOn: '2026-05-20', services: ['checkout'] });
  const heard: string[] = [];
  for (const day of ['13', '14', '20', '21', '22', '28', '29']) {
    await moveTo(`2026-05-${day}T08:00:00Z`);
    for (const { person, letter } of await box.take(slice))
      if (letter.subject.startsWith(`${ref}:`)) heard.push(`${day} ${person} ${letter.subject}`);
  }
  expect(heard).toEqual([
    `13 rex ${ref}: is yours (Guard the switch)`,
    `13 rex ${ref}: is due soon (Guard the switch)`,
    `20 rex ${ref}: is due today (Guard the switch)`,
    `21 rex ${ref}: is overdue (Guard the switch)`,
    `28 ada ${ref}: has been overdue for a while (Guard the switch)`,
  ]);
  expect(await refsOf({ due: 'overdue' })).toContain(ref);
  expect((await slice.as('responder')(myFollowUps, {})).items.find((one) => one.ref === ref)?.isOverdue).toBe(
    true,
  );
  const { items } = await slice.as('auditor')(reportFollowUps, {});
  const team = items.find((one) => one.team === 'payments');
  expect(team?.overdue).toBeGreaterThan(0);
  expect(JSON.stringify(items)).not.toContain('rex');
});

test('when reminders change, those to come move with them, and none that was sent comes again', async () => {
  const { ref, id } = await add({ dueOn: '2026-07-01' });
  await slice.as('admin')(putFollowUpSettings, { body: { ...shippedSettings, remindDaysBefore: 14 } });
  const rows = await slice.rows<{ at: string }>(
    sql`select remind_at::text as at from learn.follow_ups where id = ${id}`,
  );
  expect(rows[0]?.at).toContain('2026-06-17');
  expect(
    await pointersOf(
      slice.as('admin')(putFollowUpSettings, { body: { ...shippedSettings, checkAfterDays: 5 } }),
    ),
  ).toEqual(['/checkAfterDays']);
  await slice.as('admin')(putFollowUpSettings, { body: shippedSettings });
  await turn(ref, { state: 'cancelled', reason: 'Bought instead' });
});

test('high priority waits for whoever approves it, who is told, and is promised when they say so', async () => {
  const set = (approvers: string[]) =>
    slice.as('admin')(putFollowUpSettings, { body: { ...shippedSettings, approvers } });
  expect(await pointersOf(set(['ada', 'nobody']))).toEqual(['/approvers/1']);
  await set(['ada']);
  await slice.app.settled();
  await box.take(slice);
  const body = { title: 'Two keys for the vault', ...whole, priority: 'high', dueOn: '2026-11-30' } as const;
  const { ref } = await slice.as('responder')(addFollowUp, { body });
  const waiting = await read(ref);
  expect(waiting).toMatchObject({
    state: 'idea',
    committedAt: null,
    approval: { state: 'waiting', askedBy: 'rex' },
  });
  const heard = async () =>
    (await box.take(slice))
      .filter((one) => one.letter.subject.startsWith(`${ref}:`))
      .map(({ person, letter }) => `${person} ${letter.subject}`);
  expect(await heard()).toEqual([`ada ${ref}: waits for your approval (Two keys for the vault)`]);
  expect(await refsOf({ due: 'approval' })).toEqual([ref]);
  const waits = async (who: 'admin' | 'responder') =>
    (await slice.as(who)(myFollowUps, {})).approvals.map((one) => one.ref);
  expect([await waits('admin'), await waits('responder')]).toEqual([[ref], []]);
  expect((await problemOf(turn(ref, { state: 'open' }))).code).toBe('conflict');
  const given = await slice.as('admin')(turnFollowUp, { params: { ref }, body: { state: 'open' } });
  expect(given).toMatchObject({ state: 'open', approval: { state: 'given', by: 'ada' } });
  expect(given.history.map((row) => `${row.by} ${row.act}`)).toEqual([
    'rex noted',
    'rex asked',
    'ada turned',
  ]);
  expect(await heard()).toEqual([`rex ${ref}: is approved and yours (Two keys for the vault)`]);
  expect(await refsOf({ due: 'approval' })).toEqual([]);
  await set([]);
  await turn(ref, { state: 'cancelled', reason: 'Bought instead' });
});

test('what belongs to a private incident is not there for those outside, nowhere', async () => {
  const incident = await declare({ private: true });
  const body = { title: 'Change all keys', ...whole, dueOn: '2026-12-01', incident: incident.ref };
  expect((await problemOf(slice.as('admin')(addFollowUp, { body }))).code).toBe('not_found');
  expect(await pointersOf(slice.as('responder')(addFollowUp, { body: { ...body, owner: 'ada' } }))).toEqual([
    '/owner',
  ]);
  const { ref, id } = await slice.as('responder')(addFollowUp, { body });
  // Nobody counts them by the numbers that are missing.
  expect(ref).toMatch(/^FU-[A-Z0-9]{8}$/);
  for (const access of ['admin', 'auditor'] as const) {
    const call = slice.as(access);
    expect((await problemOf(call(getFollowUp, { params: { ref } }))).code).toBe('not_found');
    expect((await call(listFollowUps, { query: { limit: 200 } })).items.map((one) => one.id)).not.toContain(
      id,
    );
  }
  expect(
    (await problemOf(slice.as('admin')(turnFollowUp, { params: { ref: id }, body: { state: 'started' } })))
      .code,
  ).toBe('not_found');
  const now = slice.clock.now();
  const span = { from: now, until: now.add({ hours: 24 * 365 }) };
  const facts = async (access: 'admin' | 'responder') =>
    (await followUpFacts(slice.platform.db, span, { ...slice.caller(access), now })).map((one) => one.id);
  expect(await facts('admin')).not.toContain(id);
  expect(await facts('responder')).toContain(id);
  const audit = await slice.rows<{ subject: string }>(
    sql`select subject || detail::text as subject from platform.audit where action = 'learn.addFollowUp'`,
  );
  expect(audit.filter((row) => row.subject.includes(ref) || row.subject.includes('Change all keys'))).toEqual(
    [],
  );
  await box.take(slice);
  await moveTo('2026-12-01T09:00:00Z');
  const told = (await box.take(slice)).filter((one) => one.letter.subject.startsWith(`${ref}:`));
  expect(told.map((one) => one.person)).toEqual(['rex']);
  expect(JSON.stringify(told)).not.toContain('Change all keys');
});

test('an incident that came although the work was done is shown with it, once, and counted for the measures', async () => {
  const first = await declare();
  const { ref, id } = await add({ dueOn: '2026-12-20', incident: first.ref });
  const again = await declare();
  const note = (incident: string) =>
    slice.as('responder')(noteRecurrence, { params: { ref }, body: { incident } });
  expect((await problemOf(note(again.ref))).code).toBe('conflict');
  await turn(ref, { state: 'done', evidence: 'Merged and rolled out' });
  expect((await problemOf(note(first.ref))).code).toBe('conflict');
  await note(again.ref);
  expect((await note(again.ref)).recurred).toEqual([{ ref: again.ref, title: again.title }]);
  expect(await refsOf({ recurred: 'true' })).toEqual([ref]);
  const now = slice.clock.now();
  const facts = await followUpFacts(
    slice.platform.db,
    { from: now, until: now.add({ hours: 24 * 60 }), service: 'ledger' },
    { ...slice.caller('auditor'), now },
  );
  expect(facts.find((one) => one.id === id)).toMatchObject({ state: 'done', recurred: 1, isOverdue: false });
});

test('that something private came again is told to its people alone, in figures and in the history too', async () => {
  const made = await add({ dueOn: '2026-12-20', incident: (await declare()).ref });
  const { ref, version } = await turn(made.ref, { state: 'done', evidence: 'Rolled out' });
  const note = (incident: string) =>
    slice.as('responder')(noteRecurrence, { params: { ref }, body: { incident } });
  const hidden = await declare({ private: true });
  expect((await note(hidden.ref)).recurred).toEqual([{ ref: hidden.ref, title: hidden.title }]);
  const turnsOf = async () => (await read(ref)).history?.map((one) => one.act);
  expect(await read(ref)).toMatchObject({ recurred: [], version });
  expect(await turnsOf()).not.toContain('recurred');
  expect(await refsOf({ recurred: 'true' })).not.toContain(ref);
  const now = slice.clock.now();
  const span = { from: now, until: now.add({ hours: 24 * 365 }) };
  const countFor = async (access: 'auditor' | 'responder') =>
    (await followUpFacts(slice.platform.db, span, { ...slice.caller(access), now })).find(
      (one) => one.ref === ref,
    )?.recurred;
  expect([await countFor('auditor'), await countFor('responder')]).toEqual([0, 1]);
  // What was open when it was noted, and was closed since.
  const closed = await declare();
  await note(closed.ref);
  expect(await turnsOf()).toContain('recurred');
  await close(closed.ref);
  expect(await turnsOf()).not.toContain('recurred');
  const inside = await slice.as('responder')(getFollowUp, { params: { ref } });
  expect(inside.history?.at(-1)?.act).toBe('recurred');
});

test('whoever owned an idea of what became private since hears nothing of its being promised', async () => {
  const incident = await declare();
  const { ref } = await slice.as('responder')(addFollowUp, {
    body: {
      title: 'Ask twice',
      ...whole,
      owner: 'ada',
      dueOn: '2026-12-20',
      promise: false,
      incident: incident.ref,
    },
  });
  await close(incident.ref);
  await box.take(slice);
  await turn(ref, { state: 'open' });
  expect((await box.take(slice)).map((one) => one.person)).toEqual([]);
});

test('what shares service and factor with it and came later is found, and what it hangs on is there', async () => {
  const report = async () => {
    const { ref } = await declare();
    await slice.as('responder')(resolveIncident, { params: { ref }, body: { text: 'It is over' } });
    const made = await slice.as('responder')(putIncidentRetrospective, { params: { ref }, body: {} });
    const body = { kind: 'capacity', part: 'disk', text: 'The disk was full' } as const;
    const factor = await slice.as('responder')(addFactor, { params: { id: made.id }, body });
    return { ref, id: made.id, factor: factor.id };
  };
  const [first, other] = [await report(), await report()];
  for (const wrong of [{ factor: 'none' }, { factor: other.id }])
    expect(await pointersOf(add({ dueOn: '2026-12-20', ...wrong }))).toEqual(['/factor']);
  expect(await pointersOf(add({ dueOn: '2026-12-20', retrospective: 'none' }))).toEqual(['/retrospective']);
  const mixed = add({ dueOn: '2026-12-20', retrospective: first.id, incident: other.ref });
  expect(await pointersOf(mixed)).toEqual(['/retrospective']);
  const one = await add({ dueOn: '2026-12-20', factor: first.factor });
  expect(one).toMatchObject({ retrospective: first.id, incident: { ref: first.ref }, services: ['ledger'] });
  const later = await add({ dueOn: '2026-12-20', incident: other.ref });
  const choose = (factor: string) =>
    slice.as('responder')(changeFollowUp, { params: { ref: later.ref }, body: { factor } });
  expect(await pointersOf(choose(first.factor))).toEqual(['/retrospective']);
  expect(await choose(other.factor)).toMatchObject({ factor: other.factor, retrospective: other.id });
  expect(await pointersOf(choose(first.factor))).toEqual(['/factor']);
  slice.clock.advance({ minutes: 1 });
  await turn(one.ref, { state: 'done', evidence: 'Disks grow by themselves' });
  expect((await read(one.ref)).recurred).toEqual([]);
  slice.clock.advance({ minutes: 1 });
  const again = await report();
  expect((await read(one.ref)).recurred.map((incident) => incident.ref)).toEqual([again.ref]);
  expect(await refsOf({ recurred: 'true' })).toContain(one.ref);
});

test('5,000 follow-ups come page by page, by their dates, none twice, and an incident takes 500', async () => {
  const incident = await declare({ title: 'Full' });
  await slice.rows(sql`
    insert into learn.follow_ups (id, ref, title, note, deliverable, kind, priority, state, owner, services, incident,
      due_on, due_at, first_due_on, created_by, created_at, changed_at, reminded_to)
    select gen_random_uuid(), 'MANY-' || n, 'Many', '', 'x', 'learn', 'low', 'open', 'ada', '{}',
      case when n <= 500 then ${incident.id}::uuid end, date '2027-01-01' + n % 90, '2027-06-01', '2027-01-01', 'ada',
      ${slice.clock.now()}, ${slice.clock.now()}, ${slice.clock.now()} from generate_series(1, 5000) n`);
  const seen: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 5; page += 1) {
    const query = { kind: 'learn', limit: 200, ...(cursor ? { cursor } : {}) } as const;
    const got = await slice.as('auditor')(listFollowUps, { query });
    seen.push(...got.items.map((one) => `${one.dueOn} ${one.id}`));
    cursor = got.nextCursor ?? undefined;
  }
  expect(new Set(seen).size).toBe(1_000);
  const days = seen.map((one) => one.slice(0, 10));
  expect(days).toEqual(days.toSorted());
  expect((await problemOf(add({ dueOn: '2026-12-20', incident: incident.ref }))).code).toBe('conflict');
  const forged = slice.as('auditor')(listFollowUps, { query: { cursor: 'WyJ4IiwieSJd' } });
  expect((await problemOf(forged)).code).toBe('invalid');
});
