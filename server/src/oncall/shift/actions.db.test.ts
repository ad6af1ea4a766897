import { putShiftNotices } from '@muster/contract/oncall/shift-notices';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLetterBox, mailSettings } from '../../../test/harness/letters.ts';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { byItself } from '../../platform/action.ts';
import { tellOfShifts } from './actions.ts';

let slice: Slice;
const box = createLetterBox();
beforeAll(async () => {
  slice = await openSlice({ settings: { mail: mailSettings }, needs: { senders: [box.sender] } });
});
afterAll(() => slice.stop());

const look = async () => {
  await byItself(slice.platform, 'test', tellOfShifts);
  return (await box.take(slice)).map(({ person, letter }) => `${person}: ${letter.subject}`).sort();
};
const goTo = (text: string) => slice.clock.advance(slice.clock.now().until(Temporal.Instant.from(text)));

test('each is told once, on the evening before, shortly before and at the end', async () => {
  goTo('2026-03-08T17:00:00Z');
  expect(await look()).toEqual(['ada: Tomorrow you are on call: primary']);
  expect(await look()).toEqual([]);
  goTo('2026-03-09T07:46:00Z');
  expect(await look()).toEqual(['ada: You are on call: primary']);
  goTo('2026-03-09T08:01:00Z');
  expect(await look()).toEqual(['rex: Your shift is over: primary']);
  expect(await look()).toEqual([]);
});

test('whoever takes over is told of the change, and a standstill tells only the newest', async () => {
  const body = { start: '2026-03-11T12:00:00Z', end: '2026-03-11T16:00:00Z', person: 'rex', replaces: 'ada' };
  await slice.http('POST', '/api/v1/schedules/primary/overrides', { body });
  // Since Monday nobody has looked: the evening before is not told any more.
  goTo('2026-03-11T12:30:00Z');
  expect(await look()).toEqual(['ada: Your shift is over: primary', 'rex: You are on call: primary']);
});

test('whoever wants none gets none', async () => {
  await slice.as('responder')(putShiftNotices, { body: { evening: false, minutes: null, ending: false } });
  goTo('2026-03-11T16:01:00Z');
  expect(await look()).toEqual(['ada: You are on call: primary']);
});
