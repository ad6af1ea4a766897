import { expect, test } from 'vitest';
import { changingHands } from './changing-hands.ts';

const day = (n: number) => `2026-03-0${n}T00:00:00Z`;
const held = (from: number, until: number, ...onCall: string[]) => ({
  start: day(from),
  end: day(until),
  onCall,
});

test('the same schedule changes nothing, however it is cut and ordered', () => {
  const before = [held(1, 3, 'ana', 'ben'), held(3, 5)];
  const after = [held(1, 2, 'ben', 'ana'), held(2, 3, 'ana', 'ben'), held(3, 5)];
  const changes = changingHands(before, after);
  expect(changes.spans).toEqual([]);
  expect(changes.people.map((one) => one.after - one.before)).toEqual([0, 0]);
  expect(changes.gaps).toEqual({ before: 48, after: 48 });
});

test('only the stretch that differs is told, joined across the edges of both', () => {
  const before = [held(1, 4, 'ana'), held(4, 8, 'ben')];
  const after = [held(1, 3, 'ana'), held(3, 5, 'cho'), held(5, 8, 'ben')];
  expect(changingHands(before, after)).toEqual({
    spans: [
      { start: '2026-03-03T00:00:00.000Z', end: '2026-03-04T00:00:00.000Z', before: ['ana'], after: ['cho'] },
      { start: '2026-03-04T00:00:00.000Z', end: '2026-03-05T00:00:00.000Z', before: ['ben'], after: ['cho'] },
    ],
    people: [
      { person: 'cho', before: 0, after: 48 },
      { person: 'ana', before: 72, after: 48 },
      { person: 'ben', before: 96, after: 72 },
    ],
    gaps: { before: 0, after: 0 },
  });
});

test('a gap that opens and one that closes are told with their hours', () => {
  const changes = changingHands([held(1, 2), held(2, 4, 'ana')], [held(1, 3, 'ana'), held(3, 4)]);
  expect(changes.spans.map((one) => [one.before, one.after])).toEqual([
    [[], ['ana']],
    [['ana'], []],
  ]);
  expect(changes.gaps).toEqual({ before: 24, after: 24 });
});

test('a new schedule is measured against nobody', () => {
  const changes = changingHands([], [held(1, 2, 'ana')]);
  expect(changes.spans).toEqual([
    { start: '2026-03-01T00:00:00.000Z', end: '2026-03-02T00:00:00.000Z', before: [], after: ['ana'] },
  ]);
  expect(changes.people).toEqual([{ person: 'ana', before: 0, after: 24 }]);
});
