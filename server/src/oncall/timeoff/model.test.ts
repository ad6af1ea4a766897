import type { Schedule } from '@muster/contract/oncall/definition';
import { expect, test } from 'vitest';
import { decideTimeOff, mostSpans } from './decide.ts';
import { conflictsIn } from './model.ts';

const at = (text: string) => Temporal.Instant.from(`2026-03-${text}:00Z`);
const span = (start: string, end: string) => ({ start: at(start), end: at(end) });
const now = at('02T10:00');

const weekly: Schedule = {
  timeZone: 'UTC',
  layers: [{ rotation: { unit: 'week', length: 1, start: '2026-03-02T09:00', members: [['ana'], ['bob']] } }],
};
const told = (schedule: Schedule, spans: ReturnType<typeof span>[], when = now) =>
  conflictsIn(new Map([['main', schedule]]), 'ana', spans, when).map((all) =>
    all.map((one) => `${one.schedule} ${one.start} ${one.end}`),
  );

test('only the parts of own shifts that fall into it are conflicts, and nothing that is over', () => {
  expect(told(weekly, [span('08T00:00', '12T00:00'), span('10T00:00', '15T00:00')])).toEqual([
    ['main 2026-03-08T00:00:00Z 2026-03-09T09:00:00Z'],
    [],
  ]);
  expect(told(weekly, [span('01T00:00', '03T00:00')])).toEqual([
    ['main 2026-03-02T10:00:00Z 2026-03-03T00:00:00Z'],
  ]);
  expect(told(weekly, [span('01T00:00', '02T10:00')])).toEqual([[]]);
  expect(told(weekly, [])).toEqual([]);
});

test('what somebody has taken over is none', () => {
  const covered: Schedule = {
    ...weekly,
    overrides: [
      {
        kind: 'replace',
        user: 'ana',
        with: 'bob',
        start: '2026-03-08T00:00:00Z',
        end: '2026-03-08T12:00:00Z',
      },
    ],
  };
  expect(told(covered, [span('08T00:00', '09T00:00')])).toEqual([
    ['main 2026-03-08T12:00:00Z 2026-03-09T00:00:00Z'],
  ]);
});

test.each([
  ['2026-03-05T00:00:00Z', '2026-03-05T00:00:00Z', 0, /ends after it begins/],
  ['2026-03-05T00:00:00Z', '2026-03-04T00:00:00Z', 0, /ends after it begins/],
  ['2026-03-01T00:00:00Z', '2026-03-02T10:00:00Z', 0, /over already/],
  ['2026-03-05T00:00:00Z', '2027-03-08T00:00:00Z', 0, /at most 366 days/],
  ['2029-03-05T00:00:00Z', '2029-03-08T00:00:00Z', 0, /within 800 days/],
  ['2026-03-05T00:00:00Z', '2026-03-06T00:00:00Z', mostSpans, /at most 200 spans/],
])('from %s until %s beside %i others is refused', (start, end, kept, why) => {
  expect(() => decideTimeOff({ start, end }, kept, now)).toThrow(why);
});

test('what has begun and goes on may be told', () => {
  const given = { start: '2026-03-01T00:00:00Z', end: '2026-03-06T00:00:00Z' };
  expect(decideTimeOff(given, 0, now)).toEqual(span('01T00:00', '06T00:00'));
});
