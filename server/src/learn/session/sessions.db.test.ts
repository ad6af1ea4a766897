import { createSubscription } from '@muster/contract/inform/subscriptions';
import * as facilitation from '@muster/contract/learn/facilitation';
import * as followUps from '@muster/contract/learn/followups';
import * as reports from '@muster/contract/learn/reports';
import * as retrospectives from '@muster/contract/learn/retrospectives';
import * as endpoints from '@muster/contract/learn/sessions';
import { declareIncident } from '@muster/contract/respond/incidents';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLetterBox, mailSettings } from '../../../test/harness/letters.ts';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/sql.ts';

let slice: Slice;
const box = createLetterBox();
beforeAll(async () => {
  slice = await openSlice({ settings: { mail: mailSettings }, needs: { senders: [box.sender] } });
});
afterAll(() => slice.stop());

const rex = () => slice.as('responder');
const ada = () => slice.as('admin');
const take = async (subject: string) =>
  (await box.take(slice)).filter(({ letter }) => letter.subject.endsWith(subject));
const wrongly = async (asked: Promise<unknown>) => {
  const failed: unknown = await asked.catch((error: unknown) => error);
  return Object(Object(failed).problem).code;
};

/** A report of an incident of the checkout, reviewed by somebody else. */
async function publish(title: string, more: { private?: boolean } = {}) {
  const { ref } = await rex()(declareIncident, { body: { title, services: ['checkout'], ...more } });
  const { id } = await rex()(retrospectives.putIncidentRetrospective, { params: { ref }, body: {} });
  const step = (who: ReturnType<typeof rex>, to: 'in-review' | 'reviewed' | 'published') =>
    who(retrospectives.stepRetrospective, { params: { id }, body: { to } });
  await step(rex(), 'in-review');
  await step(more.private ? rex() : ada(), 'reviewed');
  await step(rex(), 'published');
  return { id, ref };
}

test('a session is proposed from what was published, and what is private is on no agenda', async () => {
  const open = await publish('Checkout fails');
  const hidden = await publish('The leak', { private: true });
  const idea = await rex()(followUps.addFollowUp, { body: { title: 'Cap the pool', incident: open.ref } });
  const proposed = await rex()(endpoints.proposeAgenda, {});
  expect(proposed.reports.map((one) => one.title)).toEqual(['Checkout fails']);
  expect(proposed.followUps).toMatchObject([{ ref: idea.ref, report: open.id, state: 'idea' }]);
  const startsAt = '2026-03-04T10:00:00Z';
  const body = { title: 'Leaks', startsAt, reports: [hidden.id] };
  expect(await wrongly(rex()(endpoints.planSession, { body }))).toBe('invalid');
  const past = { title: 'Yesterday', startsAt: '2026-03-01T10:00:00Z', reports: [] };
  expect(await wrongly(rex()(endpoints.planSession, { body: past }))).toBe('invalid');
  const stranger = { title: 'Who?', startsAt, reports: [], people: ['nobody'] };
  expect(await wrongly(rex()(endpoints.planSession, { body: stranger }))).toBe('invalid');
});

test('invitations follow what is changed, and end for whoever is not invited any more', async () => {
  const { id } = await rex()(endpoints.planSession, {
    body: { title: 'Weekly learning', startsAt: '2026-03-04T10:00:00Z', people: ['ada', 'aud'], reports: [] },
  });
  const sequenceOf = (text = '') => /SEQUENCE:(\d+)/.exec(text)?.[1];
  const told = async () =>
    (await take('Weekly learning'))
      .map(({ person, letter: { calendar } }) => [person, calendar?.method, sequenceOf(calendar?.text)])
      .toSorted(([a = ''], [b = '']) => a.localeCompare(b));
  expect(await told()).toEqual([
    ['ada', 'REQUEST', '0'],
    ['aud', 'REQUEST', '0'],
  ]);
  const change = (body: object) => rex()(endpoints.changeSession, { params: { id }, body });
  await change({ notes: 'Bring tea.' });
  expect(await told()).toEqual([]);
  await change({ startsAt: '2026-03-05T10:00:00Z', people: ['ada', 'rex'] });
  expect(await told()).toEqual([
    ['ada', 'REQUEST', '1'],
    ['aud', 'CANCEL', '1'],
    ['rex', 'REQUEST', '1'],
  ]);
  expect(await wrongly(change({ state: 'held' }))).toBe('invalid');
  await change({ state: 'cancelled' });
  expect(await told()).toEqual([
    ['ada', 'CANCEL', '2'],
    ['rex', 'CANCEL', '2'],
  ]);
  expect(await wrongly(change({ title: 'Again' }))).toBe('conflict');
});

test('those present validate, change or drop follow-ups, and it becomes so', async () => {
  const open = await publish('Carts are empty');
  const add = (title: string) => rex()(followUps.addFollowUp, { body: { title, incident: open.ref } });
  const [kept, moved, gone] = [
    await add('Watch the queue'),
    await add('Rewrite it'),
    await add('Do nothing'),
  ];
  const { id } = await rex()(endpoints.planSession, {
    body: { title: 'Decisions', startsAt: '2026-03-06T10:00:00Z', reports: [open.id] },
  });
  const decide = (followUp: string, body: endpoints.Decision) =>
    rex()(endpoints.decideFollowUp, { params: { id, followUp }, body });
  await decide(kept.id, { outcome: 'validated', note: 'Yes' });
  await decide(moved.id, { outcome: 'changed', title: 'Rewrite the worst part', owner: 'ada' });
  // Dropping asks for a reason, and then nothing of it is kept.
  expect(await wrongly(decide(gone.id, { outcome: 'dropped' }))).toBe('invalid');
  const after = await decide(gone.id, { outcome: 'dropped', note: 'Not worth it' });
  expect(after.followUps).toMatchObject([
    { ref: kept.ref, outcome: 'validated', note: 'Yes', decidedBy: 'rex', state: 'idea' },
    { ref: moved.ref, outcome: 'changed', title: 'Rewrite the worst part', owner: 'ada' },
    { ref: gone.ref, outcome: 'dropped', state: 'cancelled' },
  ]);
  expect(await wrongly(decide(open.id, { outcome: 'validated' }))).toBe('not_found');
});

const tomorrow = () => slice.clock.now().add({ hours: 30 }).toString();
const draftOf = async (title: string) => {
  const { ref } = await rex()(declareIncident, { body: { title, services: ['checkout'] } });
  return rex()(retrospectives.putIncidentRetrospective, { params: { ref }, body: {} });
};
const plan = async (title: string, body: Partial<endpoints.SessionBody> = {}) => {
  const one = await rex()(endpoints.planSession, {
    body: { title, startsAt: tomorrow(), reports: [], ...body },
  });
  return one.id;
};
const goOn = async (duration: Temporal.DurationLike) => {
  await slice.app.settled();
  slice.clock.advance(duration);
};

test('whoever took part is known before they are asked to lead, and the draft goes with the invitation', async () => {
  const draft = await draftOf('The queue stands');
  const { drafts } = await rex()(endpoints.proposeAgenda, {});
  const mine = drafts.find((one) => one.id === draft.id);
  expect(mine).toMatchObject({ state: 'draft', tookPart: ['rex'], named: ['rex'] });
  const id = await plan('The queue', { reports: [draft.id], people: ['ada'], facilitator: 'ada' });
  const [told] = await take('The queue');
  expect(told?.letter.sections?.[0]?.lines).toEqual([
    {
      text: `${draft.ref} The queue stands`,
      url: expect.stringContaining(`/incidents/${draft.ref}/retrospective`),
    },
  ]);
  const meeting = async () =>
    (await rex()(retrospectives.getRetrospective, { params: { id: draft.id } })).meetingAt;
  const { startsAt } = await rex()(endpoints.getSession, { params: { id } });
  expect(await meeting()).toBe(startsAt);
  await rex()(endpoints.changeSession, { params: { id }, body: { state: 'cancelled' } });
  expect(await meeting()).toBeNull();
  const stranger = plan('Led by nobody', { facilitator: 'nobody' });
  expect(await wrongly(stranger)).toBe('invalid');
});

test('authors of a draft are reminded once, a day before, and nobody once it is shared', async () => {
  const [draft, shared] = [await draftOf('Orders twice'), await draftOf('Orders thrice')];
  await rex()(retrospectives.stepRetrospective, { params: { id: shared.id }, body: { to: 'in-review' } });
  await plan('Orders', { reports: [draft.id, shared.id] });
  await goOn({ hours: 5 });
  expect(await take('Share your draft: Orders')).toEqual([]);
  await goOn({ hours: 2 });
  const told = await take('Share your draft: Orders');
  expect(
    told.map(({ person, letter }) => [person, letter.sections?.[0]?.lines.map(({ text }) => text)]),
  ).toEqual([['rex', [`${draft.ref} Orders twice`]]]);
  await goOn({ hours: 2 });
  expect(await take('Share your draft: Orders')).toEqual([]);
});

test('ideas rest two days of work, the small group is told once, and decides', async () => {
  const draft = await draftOf('Stock is wrong');
  const id = await plan('Stock', { reports: [draft.id], facilitator: 'ada', people: ['aud'] });
  const params = { id };
  await rex()(facilitation.addIdea, { params, body: { text: 'Count again at night', report: draft.id } });
  const { ideas } = await rex()(facilitation.addIdea, { params, body: { text: 'Say sorry' } });
  const [count, sorry] = ideas.map((one) => one.id);
  const take1 = (body: facilitation.IdeaTaking) =>
    rex()(facilitation.takeIdea, { params: { id, idea: count ?? '' }, body });
  expect(await wrongly(take1({ title: 'Count' }))).toBe('conflict');
  await goOn({ hours: 31 });
  const held = await rex()(endpoints.changeSession, {
    params,
    body: { state: 'held', attended: ['rex'], deciders: ['rex'] },
  });
  // It began on a Tuesday afternoon.
  expect(held).toMatchObject({
    decideFrom: expect.any(String),
    people: expect.arrayContaining([{ person: 'rex', attended: true, decides: true }]),
  });
  expect(await wrongly(take1({ title: 'Count' }))).toBe('conflict');
  await take('Time to decide: Stock');
  await goOn(slice.clock.now().until(Temporal.Instant.from(held.decideFrom ?? '')));
  const told = (await take('Time to decide: Stock')).map(({ person }) => person);
  expect(told.toSorted()).toEqual(['ada', 'rex']);
  await goOn({ hours: 24 });
  expect(await take('Time to decide: Stock')).toEqual([]);
  const taken = await take1({
    title: 'Count at night',
    owner: 'ada',
    kind: 'detect',
    deliverable: 'A job',
    dueOn: slice.clock.now().add({ hours: 240 }).toString().slice(0, 10),
  });
  const [idea] = taken.ideas;
  expect(idea).toMatchObject({ state: 'taken', followUp: expect.stringMatching(/^FU-/), settledBy: 'rex' });
  const followUp = await rex()(followUps.getFollowUp, { params: { ref: idea?.followUp ?? '' } });
  expect(followUp).toMatchObject({
    title: 'Count at night',
    state: 'open',
    note: 'Count again at night',
    retrospective: draft.id,
  });
  expect(await wrongly(take1({ title: 'Twice' }))).toBe('conflict');
  const dropped = await rex()(facilitation.dropIdea, {
    params: { id, idea: sorry ?? '' },
    body: { note: 'Done already' },
  });
  expect(dropped.ideas[1]).toMatchObject({ state: 'dropped', note: 'Done already' });
});

test('those present vote once each, and only the sum is told', async () => {
  const id = await plan('Votes', { people: ['ada'] });
  const { ideas } = await ada()(facilitation.addIdea, { params: { id }, body: { text: 'Sleep more' } });
  const vote = (who: ReturnType<typeof rex>, isFor = true) =>
    who(facilitation.vote, { params: { id, subject: ideas[0]?.id ?? '' }, body: { for: isFor } });
  await vote(ada());
  await vote(ada());
  expect((await vote(rex())).ideas[0]?.votes).toEqual({ count: 2, mine: true });
  expect(await wrongly(vote(slice.as('auditor')))).toBe('conflict');
  expect((await vote(rex(), false)).ideas[0]?.votes).toEqual({ count: 1, mine: false });
});

test('everybody sees one clock, and it runs for one report at a time', async () => {
  const [first, second] = [await draftOf('First'), await draftOf('Second')];
  const id = await plan('Clock', { reports: [first.id, second.id] });
  const keep = (report: string, body: facilitation.TimeChange) =>
    rex()(facilitation.keepTime, { params: { id, report }, body });
  await keep(first.id, { running: true });
  await goOn({ minutes: 3 });
  await keep(second.id, { running: true, minutes: 12 });
  const { reports } = await ada()(endpoints.getSession, { params: { id } });
  expect(reports.map((one) => one.time)).toMatchObject([
    { minutes: 20, spentSeconds: 180, runningSince: null },
    { minutes: 12, spentSeconds: 0, runningSince: expect.any(String) },
  ]);
  expect(await wrongly(keep(id, { running: true }))).toBe('not_found');
});

test('nobody can tell who asked, and questions show to all once they are taken up', async () => {
  const id = await plan('Questions', { facilitator: 'ada', people: ['rex', 'aud'] });
  const params = { id };
  const secret = 'Were we afraid to stop the release?';
  const ask = (text: string) => slice.as('auditor')(facilitation.askQuestion, { params, body: { text } });
  await ask(secret);
  await slice.app.settled();
  const stored = await slice.rows<Record<string, unknown>>(
    sql`select * from learn.session_questions where session = ${id}`,
  );
  expect(stored.map((row) => Object.keys(row))).toEqual([['id', 'session', 'text', 'state']]);
  expect(stored[0]).toMatchObject({ text: secret, state: 'waiting' });
  // An id with a time in it would tell when, and the audit log then who.
  expect(JSON.stringify(stored[0]).slice(7)[14]).toBe('4');
  const records = await slice.rows(
    sql`select * from platform.audit where detail::text like '%afraid%' or action = 'learn.askQuestion'`,
  );
  expect(records).toEqual([]);
  expect(await slice.rows(sql`select * from platform.outbox where payload::text like '%afraid%'`)).toEqual(
    [],
  );
  expect((await rex()(endpoints.getSession, { params })).questions).toEqual([]);
  const { questions } = await ada()(endpoints.getSession, { params });
  const turn = (who: ReturnType<typeof rex>) =>
    who(facilitation.turnQuestion, {
      params: { id, question: questions[0]?.id ?? '' },
      body: { state: 'open' },
    });
  expect(await wrongly(turn(rex()))).toBe('conflict');
  await turn(ada());
  expect((await rex()(endpoints.getSession, { params })).questions).toMatchObject([
    { text: secret, state: 'open' },
  ]);
  for (let i = 0; i < 4; i += 1) await ask(`More ${i}`);
  expect(await wrongly(ask('And more'))).toBe('limit');
  expect(
    await slice.rows(sql`select * from platform.audit where detail::text like '%many questions%'`),
  ).toEqual([]);
});

test('question cards are for whoever leads, of the report or of a session about it', async () => {
  const draft = await draftOf('Cards');
  const cards = (who: ReturnType<typeof rex>) => who(facilitation.getCards, { params: { id: draft.id } });
  expect(await wrongly(cards(ada()))).toBe('not_found');
  await plan('About cards', { reports: [draft.id], facilitator: 'ada' });
  const seen = await cards(ada());
  expect(seen.cards).toHaveLength(draft.timeline.length);
  expect(seen.cards[0]?.questions.length).toBeGreaterThan(1);
  expect(await wrongly(cards(rex()))).toBe('not_found');
});

test('whoever was there answers once, and sums show from three answers on', async () => {
  const id = await plan('The poll');
  const answer = (who: ReturnType<typeof rex>, differently = true) =>
    who(endpoints.answerPoll, { params: { id }, body: { differently, again: true } });
  expect(await wrongly(answer(rex()))).toBe('conflict');
  await goOn({ hours: 31 });
  const attended = ['ada', 'rex', 'aud'];
  await rex()(endpoints.changeSession, { params: { id }, body: { state: 'held', attended } });
  const seen = () => rex()(endpoints.getSession, { params: { id } });
  expect(await seen()).toMatchObject({ state: 'held', mayAnswer: true, poll: null });
  await answer(rex());
  await answer(slice.as('auditor'), false);
  expect(await seen()).toMatchObject({ mayAnswer: false, poll: null });
  expect(await wrongly(answer(rex()))).toBe('conflict');
  expect(await wrongly(answer(slice.as('support')))).toBe('conflict');
  await answer(ada());
  expect((await seen()).poll).toEqual({ answers: 3, differently: 2, again: 3 });
});

test('a published report counts its readers, is taken out as a file, and tells followers of its services', async () => {
  await rex()(createSubscription, { body: { kind: 'service', subject: 'checkout' } });
  const { id, ref } = await publish('Payments <script>hang</script>');
  const hidden = await publish('Another leak', { private: true });
  const told = (await box.take(slice)).filter(({ letter }) => letter.subject.startsWith('Published'));
  expect(told.map(({ person, letter }) => [person, letter.subject])).toEqual([
    ['rex', `Published: ${ref} Payments <script>hang</script>`],
  ]);
  expect(told[0]?.letter.stop).toContain('/unsubscribe/');
  const params = { id };
  for (const who of [rex(), rex(), slice.as('auditor')]) await who(reports.readReport, { params });
  await rex()(reports.putRunbookStep, { params, body: { state: 'changed', note: 'Step 4' } });
  const report = await rex()(reports.getReport, { params });
  expect(report).toMatchObject({ readers: 2, runbook: { state: 'changed', note: 'Step 4' } });
  const file = (format: string) =>
    slice.http('GET', `/api/v1/reports/${id}/export?format=${format}`, { token: slice.tokens.responder });
  expect((await file('md')).text).toContain(String.raw`Payments \<script\>hang`);
  expect((await file('html')).text).not.toContain('<script>hang');
  expect((await file('pdf')).text.slice(0, 5)).toBe('%PDF-');
  expect(await wrongly(ada()(reports.getReport, { params: { id: hidden.id } }))).toBe('not_found');
});
