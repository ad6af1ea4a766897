import { expect, test } from 'vitest';
import { readDays, readTimeOff } from './calendar-text.ts';

const window = {
  start: Temporal.Instant.from('2026-03-01T00:00:00Z'),
  end: Temporal.Instant.from('2026-06-01T00:00:00Z'),
};
const calendar = (...events: string[][]) =>
  [
    'BEGIN:VCALENDAR',
    ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
  ].join('\r\n');
const told = (...events: string[][]) => {
  const read = readTimeOff(calendar(...events), window, 'Europe/Madrid');
  return 'problem' in read ? read.problem : read.spans.map(({ start, end }) => `${start} ${end}`);
};
const day = 'DTSTART;VALUE=DATE:20260305';

test.each([
  ['a day', [day], ['2026-03-04T23:00:00Z 2026-03-05T23:00:00Z']],
  ['days', [day, 'DTEND;VALUE=DATE:20260307'], ['2026-03-04T23:00:00Z 2026-03-06T23:00:00Z']],
  ['UTC', ['DTSTART:20260305T080000Z', 'DURATION:PT2H'], ['2026-03-05T08:00:00Z 2026-03-05T10:00:00Z']],
  ['floating', ['DTSTART:20260305T080000', 'DURATION:PT2H'], ['2026-03-05T07:00:00Z 2026-03-05T09:00:00Z']],
  [
    'a zone',
    ['DTSTART;TZID=America/New_York:20260305T080000', 'DTEND:20260305T150000Z'],
    ['2026-03-05T13:00:00Z 2026-03-05T15:00:00Z'],
  ],
  [
    'a zone that nobody knows',
    ['DTSTART;TZID="Mars/Base":20260305T080000', 'DURATION:PT1H'],
    ['2026-03-05T07:00:00Z 2026-03-05T08:00:00Z'],
  ],
  [
    'pictures and folded lines',
    [day, 'SUMMARY:🏖️', ' 🏝️ at the sea'],
    ['2026-03-04T23:00:00Z 2026-03-05T23:00:00Z'],
  ],
  ['cancelled', [day, 'STATUS:CANCELLED'], []],
  ['no length', ['DTSTART:20260305T080000Z'], []],
  ['backwards', ['DTSTART:20260305T080000Z', 'DTEND:20260305T070000Z'], []],
  ['no such day', ['DTSTART;VALUE=DATE:20260231'], []],
  ['a thousand years', [day, 'DTEND;VALUE=DATE:30260305'], []],
  ['until 1900', ['DTSTART;VALUE=DATE:20260305', 'RRULE:FREQ=DAILY;UNTIL=19000101'], []],
  ['each second', ['DTSTART:20260305T080000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY'], []],
  ['thousand million', [day, 'RRULE:FREQ=SECONDLY;COUNT=1000000000'], []],
  ['a day that never comes', [day, 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'], []],
  ['since long ago', ['DTSTART;VALUE=DATE:00010305', 'RRULE:FREQ=DAILY;COUNT=900000000'], []],
  [
    'an alarm within',
    [day, 'BEGIN:VALARM', 'DTSTART:20260401T000000Z', 'END:VALARM'],
    ['2026-03-04T23:00:00Z 2026-03-05T23:00:00Z'],
  ],
])('%s', (_, lines, spans) => {
  expect(told(lines)).toEqual(spans);
});

test('what repeats follows the clock, with what is left out, moved and cancelled', () => {
  const series = ['UID:a', 'DTSTART:20260304T080000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=5'];
  expect(
    told(
      [...series, 'EXDATE:20260311T080000'],
      ['UID:a', 'RECURRENCE-ID:20260318T080000', 'DTSTART:20260319T120000', 'DURATION:PT1H'],
      [
        'UID:a',
        'RECURRENCE-ID:20260325T080000',
        'STATUS:CANCELLED',
        'DTSTART:20260325T080000',
        'DURATION:PT1H',
      ],
    ),
  ).toEqual([
    '2026-03-04T07:00:00Z 2026-03-04T08:00:00Z',
    '2026-03-19T11:00:00Z 2026-03-19T12:00:00Z',
    '2026-04-01T06:00:00Z 2026-04-01T07:00:00Z',
  ]);
});

test.each([
  ['FREQ=YEARLY', '20200501', ['2026-04-30']],
  ['FREQ=MONTHLY;BYDAY=-1FR', '20200131', ['2026-03-26', '2026-04-23', '2026-05-28']],
  ['FREQ=MONTHLY;BYMONTHDAY=-1', '20200131', ['2026-03-30', '2026-04-29', '2026-05-30']],
  ['FREQ=MONTHLY;INTERVAL=2', '20260115', ['2026-03-14', '2026-05-14']],
  ['FREQ=WEEKLY;INTERVAL=4', '20260302', ['2026-03-01', '2026-03-29', '2026-04-26', '2026-05-24']],
  ['FREQ=YEARLY;BYMONTH=5;BYDAY=1MO', '20200504', ['2026-05-03']],
])('%s from %s', (rule, first, evenings) => {
  const found = told([`DTSTART;VALUE=DATE:${first}`, `RRULE:${rule}`]);
  expect(typeof found === 'string' ? found : found.map((one) => one.slice(0, 10))).toEqual(evenings);
});

test('what is no calendar is told, and so is one with too many events', () => {
  const read = (text: string) => readTimeOff(text, window, 'UTC');
  expect(read('<html></html>')).toEqual({ problem: 'There is no calendar at this address.' });
  expect(told(...Array.from({ length: 5_001 }, () => [day]))).toBe('The calendar has more than 5000 events.');
  expect(read('BEGIN:VCALENDAR\r\nBEGIN:VEVENT')).toEqual({ spans: [] });
});

const days = (...events: string[][]) => {
  const kept = { from: Temporal.PlainDate.from('2026-03-01'), until: Temporal.PlainDate.from('2026-05-31') };
  const read = readDays(calendar(...events), kept);
  return 'problem' in read ? read.problem : [...read.days].map((one) => one.join(' '));
};

test.each([
  ['a day', [[day, 'SUMMARY:San José']], ['2026-03-05 San José']],
  ['two days, the end not included', [[day, 'DTEND;VALUE=DATE:20260307']], ['2026-03-05 ', '2026-03-06 ']],
  [
    'the first and the last that are kept',
    [['DTSTART;VALUE=DATE:20260301'], ['DTSTART;VALUE=DATE:20260531']],
    ['2026-03-01 ', '2026-05-31 '],
  ],
  ['before and after', [['DTSTART;VALUE=DATE:20260228'], ['DTSTART;VALUE=DATE:20260601']], []],
  [
    'each year',
    [['DTSTART;VALUE=DATE:20200501', 'RRULE:FREQ=YEARLY', 'SUMMARY:Labour Day']],
    ['2026-05-01 Labour Day'],
  ],
  [
    'midnight to midnight far in the east',
    [['DTSTART;TZID=Pacific/Auckland:20260305T000000', 'DURATION:P1D']],
    ['2026-03-05 '],
  ],
  [
    'two on one day, once each',
    [
      [day, 'SUMMARY:A'],
      [day, 'SUMMARY:B'],
      [day, 'SUMMARY:A'],
    ],
    ['2026-03-05 A, B'],
  ],
  ['cancelled', [[day, 'STATUS:CANCELLED']], []],
  ['a year long', [[day, 'DTEND;VALUE=DATE:20270305']], []],
  [
    'signs that are written otherwise',
    [[day, 'SUMMARY:A\\, B\\; C\\nD \\\\ E']],
    ['2026-03-05 A, B; C D \\ E'],
  ],
  ['emoji, and what turns the direction of writing', [[day, 'SUMMARY:🎄\u202Etxt']], ['2026-03-05 🎄 txt']],
  ['each second', [['DTSTART:20260305T080000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY']], []],
])('a holiday: %s', (_, events, expected) => {
  expect(days(...events)).toEqual(expected);
});

test('a name that is too long is cut, never inside of a letter', () => {
  const [found] = days([day, `SUMMARY:${'a'.repeat(119)}🎄`]);
  expect(found).toBe(`2026-03-05 ${'a'.repeat(119)}\uFFFD`);
});
