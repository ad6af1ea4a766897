import type { Hours } from '@muster/contract/oncall/definition';
import { describe, expect, it } from 'vitest';
import { isWithin, nextOpening } from './windows.ts';

const amsterdam = (windows: Hours['windows']): Hours => ({ timeZone: 'Europe/Amsterdam', windows });
const office = amsterdam([{ weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }]);

describe('hours', () => {
  it.each([
    ['2024-05-06T06:59:59.999Z', false],
    ['2024-05-06T07:00:00Z', true],
    ['2024-05-06T14:59:59.999Z', true],
    ['2024-05-06T15:00:00Z', false],
    ['2024-05-05T10:00:00Z', false],
  ])('include their start and exclude their end: %s is %s', (at, open) => {
    expect(isWithin(office, Temporal.Instant.from(at))).toBe(open);
  });
});

describe('the next opening', () => {
  const windowInGap = amsterdam([{ from: '02:15', to: '02:45' }]);
  const untilAfterGap = amsterdam([
    { from: '22:00', to: '02:30' },
    { from: '03:00', to: '04:00' },
  ]);
  const always = amsterdam([
    { from: '08:00', to: '20:00' },
    { from: '20:00', to: '08:00' },
  ]);
  const never = amsterdam([{ weekdays: [], from: '08:00', to: '20:00' }]);

  it.each<[string, Hours, string, string | null]>([
    ['is now at the very instant', office, '2024-05-06T07:00:00Z', '2024-05-06T07:00:00Z'],
    ['is tomorrow a millisecond later', office, '2024-05-06T07:00:00.001Z', '2024-05-07T07:00:00Z'],
    ['is on Monday after Friday', office, '2024-05-10T07:30:00Z', '2024-05-13T07:00:00Z'],
    ['passes over a window in the gap', windowInGap, '2024-03-31T00:00:00Z', '2024-04-01T00:15:00Z'],
    [
      'is not where two windows meet across the gap',
      untilAfterGap,
      '2024-03-30T23:00:00Z',
      '2024-03-31T20:00:00Z',
    ],
    ['does not exist when it is always open', always, '2024-03-31T00:00:00Z', null],
    ['does not exist when it never opens', never, '2024-03-31T00:00:00Z', null],
  ])('%s', (_, hours, from, opening) => {
    expect(nextOpening(hours, Temporal.Instant.from(from))?.toString() ?? null).toBe(opening);
  });
});
