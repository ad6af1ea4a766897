import { createSubscription } from '@muster/contract/inform/subscriptions';
import * as followUps from '@muster/contract/learn/followups';
import * as reports from '@muster/contract/learn/reports';
import * as retrospectives from '@muster/contract/learn/retrospectives';
import * as endpoints from '@muster/contract/learn/sessions';
import { declareIncident } from '@muster/contract/respond/incidents';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLetterBox, mailSettings } from '../../../test/harness/letters.ts';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';

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

test('whoever was there answers once, and sums show from three answers on', async () => {
  const { id } = await rex()(endpoints.planSession, {
    body: { title: 'The poll', startsAt: '2026-03-02T11:00:00Z', reports: [] },
  });
  const answer = (who: ReturnType<typeof rex>, differently = true) =>
    who(endpoints.answerPoll, { params: { id }, body: { differently, again: true } });
  expect(await wrongly(answer(rex()))).toBe('conflict');
  await slice.app.settled();
  slice.clock.advance({ hours: 2 });
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
