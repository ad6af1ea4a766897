import { describe, expect, test } from 'vitest';
import { ago, coloured, fields, lastTime, moment, plain, sentence, table } from './print.ts';

describe('plain', () => {
  test.each([
    ['colour and cursor sequences', '\u001b[31mred\u001b[0m \u001b[2J', 'red'],
    ['links of the terminal', '\u001b]8;;http://evil\u0007click\u001b]8;;\u0007', 'click'],
    ['line breaks, tabs and bells', 'a\r\nb\tc\u0007d\u2028e', 'a b c d e'],
    ['C1 controls', 'a\u009bb', 'a b'],
    ['marks that turn the reading direction', 'abc\u202etxt.exe\u2066x', 'abc txt.exe x'],
  ])('takes out %s', (_, hostile, expected) => {
    expect(plain(hostile)).toBe(expected);
  });

  test('leaves other scripts and symbols alone', () => {
    expect(plain('Zahlung für „日本“ fehlgeschlagen — 50 %')).toBe(
      'Zahlung für „日本“ fehlgeschlagen — 50 %',
    );
  });
});

describe('table', () => {
  test('aligns columns and has no blanks at the end of a line', () => {
    expect(
      table(
        ['A', 'LONG'],
        [
          ['one', '1'],
          ['three', ''],
        ],
        '-',
      ),
    ).toBe('A      LONG\none    1\nthree');
  });
  test('says its sentence when there is nothing', () => {
    expect(table(['A'], [], 'Nothing.')).toBe('Nothing.');
  });
  test('keeps every row on one line and cuts what is too long', () => {
    const lines = table(['T'], [['x\ny'], ['z'.repeat(200)]], '').split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[2]).toHaveLength(72);
    expect(lines[2]?.endsWith('…')).toBe(true);
  });
});

test('fields put the values below each other', () => {
  expect(
    fields([
      ['name', 'ana'],
      ['e-mail', 'a@example.org'],
    ]),
  ).toBe('name    ana\ne-mail  a@example.org');
});

describe('ago', () => {
  const now = Temporal.Instant.from('2026-11-20T10:00:00Z');
  test.each([
    ['2026-11-20T09:59:30.000Z', 'now'],
    ['2026-11-20T10:05:00.000Z', 'now'],
    ['2026-11-20T09:48:00.000Z', '12 min'],
    ['2026-11-20T06:00:00.000Z', '4 h'],
    ['2026-11-15T10:00:00.000Z', '5 d'],
  ])('%s is %s', (instant, expected) => {
    expect(ago(instant, now)).toBe(expected);
  });
});

test('the last time is a phrase', () => {
  const now = Temporal.Instant.from('2026-11-20T10:00:00Z');
  const times = [null, '2026-11-20T10:00:00.000Z', '2026-11-20T09:00:00.000Z'];
  expect(times.map((time) => lastTime(time, now))).toEqual(['never', 'now', '60 min ago']);
});

test('a moment is shown on the wall clock of the reader, with its offset', () => {
  expect(moment('2026-11-23T08:00:00.000Z', 'Europe/Madrid')).toBe('2026-11-23 09:00 +01:00');
  expect(moment(null, 'Europe/Madrid')).toBe('');
});

test('colours are written only where they are wanted', () => {
  expect(coloured('x', 'red', false)).toBe('x');
  expect(coloured('x', 'red', true)).toBe('\u001b[31mx\u001b[0m');
});

test('the instants of a sentence are told by the clock of whoever reads', () => {
  const told = 'The next step follows at 2026-11-23T08:00:00.000Z.';
  expect(sentence(told, 'Europe/Madrid')).toBe('The next step follows at 2026-11-23 09:00 +01:00.');
});
