/** Handing over from draft to acceptance: who may, two who accept at once, and what nobody accepts in time. */
import { deactivatePerson } from '@muster/contract/catalog/people';
import {
  acceptHandover,
  draftHandover,
  handOver,
  myHandovers,
  saveHandoverDraft,
} from '@muster/contract/oncall/handover';
import { createPage, resolvePage } from '@muster/contract/oncall/pages';
import { addOverride } from '@muster/contract/oncall/schedules';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLetterBox, mailSettings } from '../../../test/harness/letters.ts';
import { inside, openSlice, problemOf, type Slice } from '../../../test/harness/slice.ts';
import { byItself } from '../../platform/action.ts';
import { remindHandovers, tellLateHandovers } from './actions.ts';

let slice: Slice;
const box = createLetterBox();
const params = { name: 'primary' };
beforeAll(async () => {
  slice = await openSlice({ settings: { mail: mailSettings }, needs: { senders: [box.sender] } });
});
afterAll(() => slice.stop());

test('the draft has what is open, what ended, what is ahead, and who comes next', async () => {
  const page = (title: string) => slice.as('admin')(createPage, { body: { title, policy: 'high' } });
  await page('Checkout answers 5xx');
  const over = await page('It was only a moment');
  await slice.as('admin')(resolvePage, { params: { id: over.id } });
  await slice.as('admin')(addOverride, {
    params,
    body: { start: '2026-03-10T09:00:00Z', end: '2026-03-10T17:00:00Z', person: 'sue' },
  });
  const draft = await slice.as('responder')(draftHandover, { params });
  expect(draft).toMatchObject({
    from: ['rex'],
    to: ['ada'],
    at: '2026-03-09T08:00:00.000Z',
    facts: {
      open: [{ title: 'Checkout answers 5xx', state: 'triggered' }],
      ended: [{ title: 'It was only a moment', state: 'resolved' }],
      overrides: [{ start: '2026-03-10T09:00:00.000Z', text: 'sue alone' }],
      gaps: [],
    },
    history: [],
  });
  await box.take(slice);
});

test('it is handed over with a letter, read back, and accepted once, also when accepted again', async () => {
  const body = { notes: 'The cache is cold.', wantsReadBack: true };
  const made = await slice.as('responder')(handOver, { params, body });
  expect(made).toMatchObject({ from: 'rex', to: ['ada'], state: 'handed', notes: 'The cache is cold.' });
  const letters = await box.take(slice);
  expect(letters.map((one) => one.person)).toEqual(['ada']);
  expect(letters[0]?.letter.paragraphs).toContain('rex says: The cache is cold.');
  const accept = (readBack?: string) =>
    slice.as('admin')(acceptHandover, { params: { id: made.id }, body: readBack ? { readBack } : {} });
  expect(await problemOf(accept())).toMatchObject({ code: 'invalid' });
  expect(await accept('Cold cache, one page.')).toMatchObject({ state: 'accepted', acceptedBy: 'ada' });
  expect(await accept('Something else.')).toMatchObject({ readBack: 'Cold cache, one page.' });
  const { history } = await slice.as('responder')(draftHandover, { params });
  expect(history.map((one) => one.id)).toEqual([made.id]);
  slice.clock.advance({ minutes: 31 });
  await slice.app.settled();
  expect((await box.take(slice)).map((one) => one.letter.subject)).not.toContain(
    'Nobody has accepted the handover of primary',
  );
});

test('of two who accept at once one has it, and the other is told who; a third may not', async () => {
  const given = { body: { to: ['ada', 'rex'] } };
  const made = await slice.http('POST', '/api/v1/schedules/primary/handover', given);
  const id = String(inside(made.json, 'id'));
  const accept = (as: 'admin' | 'responder') => slice.as(as)(acceptHandover, { params: { id } });
  const both = await Promise.allSettled([accept('admin'), accept('responder')]);
  const owner = (await slice.as('admin')(draftHandover, { params })).history[0]?.acceptedBy;
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  const loser = owner === 'ada' ? 'responder' : 'admin';
  expect(await problemOf(accept(loser))).toMatchObject({
    code: 'conflict',
    detail: `${owner} has accepted it already.`,
  });
  const other = await slice.as('responder')(handOver, { params, body: {} });
  const third = slice.as('responder')(acceptHandover, { params: { id: other.id } });
  expect(await problemOf(third)).toMatchObject({ code: 'forbidden' });
  await slice.as('admin')(acceptHandover, { params: { id: other.id } });
  await box.take(slice);
});

test('what nobody accepts within half an hour is told to the owners, once', async () => {
  await slice.as('responder')(handOver, { params, body: {} });
  await box.take(slice);
  slice.clock.advance({ minutes: 29 });
  await slice.app.settled();
  const late = async () =>
    (await box.take(slice)).filter((one) => one.letter.subject.startsWith('Nobody has accepted'));
  expect(await late()).toEqual([]);
  slice.clock.advance({ minutes: 1 });
  await slice.app.settled();
  expect((await late()).map((one) => one.person)).toEqual(['ada']);
  for (let i = 0; i < 2; i += 1) await byItself(slice.platform, 'test', tellLateHandovers);
  expect(await late()).toEqual([]);
});

test('it goes to people who are there, may accept it, and are somebody else', async () => {
  const refused = async (to: string[]) =>
    problemOf(slice.as('responder')(handOver, { params, body: { to } }));
  expect(await refused(['ada', 'nobody-of-ours', 'sten', 'sue', 'aud'])).toMatchObject({
    code: 'invalid',
    errors: [
      { pointer: '/to/1', message: 'there is no person "nobody-of-ours"' },
      { pointer: '/to/2', message: '"sten" may not accept it: only responders and administrators do' },
      { pointer: '/to/3', message: expect.stringContaining('may not accept it') },
      { pointer: '/to/4', message: expect.stringContaining('may not accept it') },
    ],
  });
  await slice.as('admin')(deactivatePerson, { params: { name: 'sue' }, body: { reason: 'left' } });
  expect(await refused(['sue'])).toMatchObject({
    code: 'invalid',
    errors: [{ pointer: '/to/0', message: '"sue" has left' }],
  });
  expect(await refused(['rex'])).toMatchObject({ code: 'invalid', errors: [{ pointer: '/to' }] });
  expect(await problemOf(slice.as('responder')(draftHandover, { params: { name: 'none' } }))).toMatchObject({
    code: 'not_found',
  });
});

test('my own are those that wait for me, and those that I handed over, for two days', async () => {
  slice.clock.advance({ hours: 49 });
  const mine = async (as: 'admin' | 'responder' | 'auditor') =>
    (await slice.as(as)(myHandovers)).items.map((one) => one.id);
  expect(await mine('responder')).toEqual([]);
  const { id } = await slice.as('responder')(handOver, { params, body: {} });
  expect([await mine('responder'), await mine('admin'), await mine('auditor')]).toEqual([[id], [id], []]);
  await slice.as('admin')(acceptHandover, { params: { id } });
  expect([await mine('responder'), await mine('admin')]).toEqual([[id], []]);
});

test('notes are kept for their writer, are forgotten when handed over, and after a month', async () => {
  const draft = async (as: 'admin' | 'responder') =>
    (await slice.as(as)(draftHandover, { params })).draft?.notes ?? null;
  const keep = (notes: string) =>
    slice.as('responder')(saveHandoverDraft, { params, body: { notes, wantsReadBack: true } });
  await keep('The cache');
  await keep('The cache is cold');
  expect([await draft('responder'), await draft('admin')]).toEqual(['The cache is cold', null]);
  const { id } = await slice.as('responder')(handOver, { params, body: { notes: 'All of it.' } });
  expect(await draft('responder')).toBeNull();
  await slice.as('admin')(acceptHandover, { params: { id } });
  await keep('Again');
  await keep('');
  expect(await draft('responder')).toBeNull();
  const none = slice.as('responder')(saveHandoverDraft, { params: { name: 'none' }, body: { notes: 'x' } });
  expect(await problemOf(none)).toMatchObject({ code: 'not_found' });
  await keep('Old');
  await byItself(slice.platform, 'test', (act) =>
    remindHandovers({ ...act, now: act.now.add({ hours: 24 * 30 + 1 }) }),
  );
  expect(await draft('responder')).toBeNull();
});

test('whoever leaves is reminded half an hour before, once, unless it is handed over', async () => {
  const reminded = async (text: string) => {
    slice.clock.advance(slice.clock.now().until(Temporal.Instant.from(text)));
    await slice.app.settled();
    for (let i = 0; i < 2; i += 1) await byItself(slice.platform, 'test', remindHandovers);
    return (await box.take(slice))
      .filter(({ letter }) => letter.subject.includes('hand primary over'))
      .map(({ person, letter }) => `${person}: ${letter.subject}`);
  };
  expect(await reminded('2026-03-09T07:29:00Z')).toEqual([]);
  expect(await reminded('2026-03-09T07:30:00Z')).toEqual([
    'rex: Your shift ends at 09:00: hand primary over',
  ]);
  expect(await reminded('2026-03-09T08:00:00Z')).toEqual([]);
  expect(await reminded('2026-03-16T06:50:00Z')).toEqual([]);
  await slice.as('admin')(handOver, { params, body: {} });
  expect(await reminded('2026-03-16T07:40:00Z')).toEqual([]);
});
