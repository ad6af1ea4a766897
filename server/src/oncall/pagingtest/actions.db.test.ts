import { acknowledgePage, explainPage, listPages } from '@muster/contract/oncall/pages';
import { listPagingTests, planPagingTests, startPagingTest } from '@muster/contract/oncall/paging-tests';
import { getReadiness } from '@muster/contract/oncall/readiness';
import { getCoverage } from '@muster/contract/oncall/schedules';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLetterBox, mailSettings } from '../../../test/harness/letters.ts';
import { openSlice, problemOf, type Slice } from '../../../test/harness/slice.ts';
import { byItself } from '../../platform/action.ts';
import type { Delivery, Sender } from '../../platform/delivery/model.ts';
import { lookAtCoverage } from '../coverage/jobs.ts';
import { callsBetween } from '../page/views.ts';
import { tendPagingTests } from './actions.ts';

/** The organisation's two people who take turns, each with a mail after five minutes. */
let slice: Slice;
let sent: Delivery[] = [];
const box = createLetterBox();
const mail: Sender = {
  kind: 'email',
  async send(delivery) {
    sent.push(delivery);
    return { kind: 'delivered', note: 'sent' };
  },
};
beforeEach(async () => {
  sent = [];
  slice = await openSlice({ settings: { mail: mailSettings }, needs: { senders: [mail, box.sender] } });
});
afterEach(() => slice.stop());

const primary = { params: { name: 'primary' } };
const weekly = { weekday: 3, hour: 10, isAnnounced: false, atNight: false, minutes: 15 };
const start = (body = {}) => slice.as('responder')(startPagingTest, { ...primary, body });
const plan = (body: typeof weekly | null) =>
  slice.as('admin')(planPagingTests, { ...primary, body: { plan: body } });
const tests = async () => (await slice.as('responder')(listPagingTests, primary)).items;
const tend = (on = slice) => byItself(on.platform, 'test', tendPagingTests);
const goTo = async (text: string) => {
  slice.clock.advance(slice.clock.now().until(Temporal.Instant.from(text)));
  await slice.app.settled();
  await tend();
  await slice.app.settled();
};

test('whoever is on call is called by the own rules, and each step is measured', async () => {
  const [begun] = (await start()).items;
  expect(begun).toMatchObject({ person: 'rex', state: 'running', isWeekly: false, methods: [] });
  await goTo('2026-03-02T10:05:00Z');
  expect(sent).toMatchObject([
    { person: 'rex', via: 'mail', message: { page: { title: 'Paging test: primary' } } },
  ]);
  slice.clock.advance({ seconds: 30 });
  await slice.as('responder')(acknowledgePage, { params: { id: begun?.page ?? '' } });
  await goTo('2026-03-02T10:06:00Z');
  expect(await tests()).toMatchObject([
    {
      state: 'acknowledged',
      acknowledgedAfterSeconds: 330,
      endedAt: '2026-03-02T10:06:00.000Z',
      methods: [{ via: 'mail', kind: 'email', outcome: 'delivered', afterSeconds: 300 }],
    },
  ]);
});

test('it ends by itself, calls nobody else, and is in no list and no figure unless asked for', async () => {
  await start({ minutes: 10 });
  expect(await problemOf(start())).toMatchObject({ code: 'conflict' });
  await goTo('2026-03-02T10:05:00Z');
  await goTo('2026-03-02T10:10:00Z');
  expect(await tests()).toMatchObject([{ state: 'unanswered', acknowledgedAfterSeconds: null }]);
  const asked = slice.as('responder');
  await byItself(slice.platform, 'test', lookAtCoverage);
  expect((await asked(getCoverage, { query: {} })).findings).toContainEqual(
    expect.objectContaining({
      kind: 'test',
      subject: 'rex primary',
      text: expect.stringContaining('rex did not answer'),
    }),
  );
  expect((await box.take(slice)).map(({ person, letter }) => `${person}: ${letter.subject}`)).toEqual([
    'ada: rex did not answer the paging test of primary on 2026-03-02 11:00 (Europe/Madrid).',
  ]);
  expect((await asked(getReadiness)).items).toMatchObject([
    { person: 'ada', schedules: ['primary'], lastTest: null },
    {
      person: 'rex',
      methods: [
        { id: 'mail', after: 5, provenAt: expect.any(String) },
        { id: 'hook', after: null },
      ],
      lastTest: { schedule: 'primary', answered: false, afterSeconds: null },
    },
  ]);
  await goTo('2026-03-02T13:00:00Z');
  expect(sent.map((one) => one.person)).toEqual(['rex']);
  const list = slice.as('responder');
  expect((await list(listPages, { query: {} })).items).toEqual([]);
  const [page] = (await list(listPages, { query: { kind: 'test' } })).items;
  expect(page).toMatchObject({ kind: 'test', state: 'resolved', notified: ['rex'] });
  const { entries } = await list(explainPage, { params: { id: page?.id ?? '' } });
  expect(entries.at(-1)?.text).toBe('The paging test resolved the page.');
  const day = Temporal.Instant.from('2026-03-02T00:00:00Z');
  expect(await callsBetween(slice.platform.db, day, day.add({ hours: 24 }))).toEqual([]);
});

test('nobody is tested at night, unless asked, nor whoever has a real page', async () => {
  await goTo('2026-03-02T21:30:00Z');
  expect((await start()).items).toMatchObject([{ person: 'rex', state: 'night', page: null }]);
  expect((await start({ atNight: true })).items).toMatchObject([{ state: 'running' }]);
  const real = { title: 'Payments fail', people: ['rex'] };
  await slice.http('POST', '/api/v1/pages', { body: real });
  await goTo('2026-03-02T21:31:00Z');
  expect((await tests())[0]).toMatchObject({ state: 'busy', endedAt: '2026-03-02T21:31:00.000Z' });
  expect((await start({ atNight: true })).items).toMatchObject([{ state: 'busy', page: null }]);
});

test('each week at the same local hour, across the change of the clocks, once with two nodes', async () => {
  const other = await openSlice({ database: slice.database, clock: slice.clock });
  await plan(weekly);
  await goTo('2026-03-25T08:59:00Z');
  expect(await tests()).toEqual([]);
  slice.clock.advance({ minutes: 1 });
  await Promise.all([tend(), tend(other), tend()]);
  await Promise.all([slice.app.settled(), other.app.settled()]);
  await goTo('2026-03-25T09:20:00Z');
  expect(await tests()).toMatchObject([{ isWeekly: true, openedAt: '2026-03-25T09:00:00.000Z' }]);
  await goTo('2026-04-01T07:59:00Z');
  expect(await tests()).toHaveLength(1);
  await goTo('2026-04-01T08:00:00Z');
  await Promise.all([tend(), tend(other)]);
  await Promise.all([slice.app.settled(), other.app.settled()]);
  expect((await tests()).map((one) => one.openedAt)).toEqual([
    '2026-04-01T08:00:00.000Z',
    '2026-03-25T09:00:00.000Z',
  ]);
  await plan(null);
  await goTo('2026-04-08T08:00:00Z');
  expect(await tests()).toHaveLength(2);
  await other.stop();
});

test('an announced one is told of once, within the hour before', async () => {
  await plan({ ...weekly, isAnnounced: true });
  await goTo('2026-03-04T08:10:00Z');
  await goTo('2026-03-04T08:11:00Z');
  const letters = (await box.take(slice)).filter(({ letter }) => letter.subject.includes('paging test'));
  expect(letters.map(({ person, letter }) => `${person}: ${letter.subject}`)).toEqual([
    'rex: At 10:00 a paging test rings: primary',
  ]);
});

test('results are forgotten after a year', async () => {
  await start();
  await goTo('2026-03-02T10:15:00Z');
  expect(await tests()).toHaveLength(1);
  await goTo('2027-03-04T10:00:00Z');
  await tend();
  expect(await slice.http('GET', '/api/v1/schedules/primary/tests')).toMatchObject({ json: { items: [] } });
});
