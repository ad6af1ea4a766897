import { expect, test } from 'vitest';
import { fourWeeksUntil, stepped } from './four-weeks.ts';

test('four weeks end with the day named, by the clock of the reader', () => {
  // The clocks of Madrid went back on 25 October 2026.
  expect(fourWeeksUntil('2026-11-01', 'Europe/Madrid')).toEqual({
    from: '2026-10-04T22:00:00.000Z',
    until: '2026-11-01T23:00:00.000Z',
  });
});

test.each(['', 'soon', '2026-02-30x'])('%j is no day', (text) => {
  expect(fourWeeksUntil(text, 'UTC')).toBeUndefined();
});

test('a step meets the four weeks beside it without gap or overlap', () => {
  const [before, these] = [
    fourWeeksUntil(stepped('2026-11-20', -1), 'UTC'),
    fourWeeksUntil('2026-11-20', 'UTC'),
  ];
  expect(before?.until).toBe(these?.from);
  expect(stepped(stepped('2026-11-20', -1), 1)).toBe('2026-11-20');
});
