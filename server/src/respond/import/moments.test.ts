import { expect, test } from 'vitest';
import { momentOf, secondsOf } from './moments.ts';

test.each([
  ['54 hours 10 minutes', 195_000],
  ['11 Days', 950_400],
  ['1h 30m', 5_400],
  ['2 hrs, 5 min and 3 seconds', 7_503],
  ['1.5 hours', 5_400],
  ['01:30:00', 5_400],
  ['PT3H', 10_800],
  ['P1DT1S', 86_401],
  ['0 minutes', 0],
])('the duration "%s" has %i seconds', (text, seconds) => {
  expect(secondsOf(text)).toBe(seconds);
});

test.each(['', '?', 'N/A', 'n/a', '-', '--', 'Unknown', 'TBD', '? hours 10 minutes', '3 hours -- minutes'])(
  'the duration "%s" is known to nobody, and never zero',
  (text) => {
    expect(secondsOf(text)).toBeNull();
  },
);

test.each(['90', 'about 3 hours', '5 moons', '1:30', 'PX', '-5 minutes'])(
  'the duration "%s" is refused',
  (text) => {
    expect(() => secondsOf(text)).toThrow('no duration');
  },
);

test.each([
  ['2019-12-03 14:10', 'UTC', '2019-12-03T14:10:00.000Z'],
  ['2019-12-03 14:10', 'Europe/Copenhagen', '2019-12-03T13:10:00.000Z'],
  ['2019/12/03 4:10', 'UTC', '2019-12-03T04:10:00.000Z'],
  ['2019-12-03T14:10:59.500+02:00', 'UTC', '2019-12-03T12:10:59.000Z'],
  ['2019-12-03 14:10 UTC', 'Europe/Madrid', '2019-12-03T14:10:00.000Z'],
])('"%s" in %s is %s', (text, zone, moment) => {
  expect(momentOf(text, zone)).toBe(moment);
});

test.each(['2019-12-03 --:--', '2019-12-03', '2019-12-?? 10:00', '2019-12-03 14:--', '', '?', 'N/A'])(
  'of "%s" half or all is missing: no value, and never midnight',
  (text) => {
    expect(momentOf(text, 'UTC')).toBeNull();
  },
);

test.each([
  ['03/12/2019 10:00', 'no time'],
  ['2025-02-30 10:00', 'no time that there was'],
  ['2019-12-03 24:30', 'no time that there was'],
  ['2026-10-25 02:30', 'no time that there was'],
  ['yesterday', 'no time'],
])('"%s" is refused, as nobody can know what is meant', (text, why) => {
  expect(() => momentOf(text, 'Europe/Madrid')).toThrow(why);
});
