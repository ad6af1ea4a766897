import { putShiftNotices } from '@muster/contract/oncall/shift-notices';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLetterBox, mailSettings } from '../../../test/harness/letters.ts';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import type { Letter } from '../../catalog/index.ts';
import { byItself } from '../../platform/action.ts';
import { tellOfShifts } from './actions.ts';

let slice: Slice;
let last: Letter | undefined;
const box = createLetterBox();
beforeAll(async () => {
  slice = await openSlice({ settings: { mail: mailSettings }, needs: { senders: [box.sender] } });
});
afterAll(() => slice.stop());

const look = async () => {
  await byItself(slice.platform, 'test', tellOfShifts);
  const letters = await box.take(slice);
  last = letters[0]?.letter;
  // What is said of handovers has tests of its own.
  const shifts = letters.filter(({ letter }) => !letter.subject.includes('hand primary over'));
  return shifts.map(({ person, letter }) => `${person}: ${letter.subject}`).sort();
};
const goTo = (text: string) => slice.clock.advance(slice.clock.now().until(Temporal.Instant.from(text)));

test('each is told once, on the evening before, shortly before and at the end', async () => {
  const day = (date: string) => `BEGIN:VEVENT\nDTSTART;VALUE=DATE:${date}\nSUMMARY:Day\nEND:VEVENT\n`;
  const text = `BEGIN:VCALENDAR\n${['20260308', '20260315', '20260317'].map(day).join('')}END:VCALENDAR`;
  await slice.http('POST', '/api/v1/schedules/primary/holiday-calendars', { body: { place: 'Spain', text } });
  goTo('2026-03-08T17:00:00Z');
  expect(await look()).toEqual(['ada: Tomorrow you are on call: primary']);
  // The whole week, with the one holiday that lies in it.
  expect(last?.facts?.[0]?.value).toContain('Mar 16');
  expect(last?.paragraphs.slice(1)).toEqual(['Sun, Mar 15 is a public holiday in Spain: Day.']);
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
