import { describe, expect, it } from 'vitest';
import { type Call, gini, loadOfRota } from './model.ts';

it.each([
  [[2, 2, 2, 2], 0],
  [[1, 2, 3, 4], 0.25],
  [[0, 0, 0, 8], 0.75],
  [[5, 3, 9, 1, 2], 0.38],
  [[0, 0, 0], 0],
])('Gini of %j is %d', (values, expected) => {
  expect(gini(values)).toBeCloseTo(expected, 10);
});

const call = (person: string, at: string, page = at): Call => ({
  person,
  page,
  at: Temporal.Instant.from(at),
});
// Monday and Tuesday are ana's, Wednesday and Thursday are ben's.
const rota = {
  schedule: 'primary',
  segments: [
    { start: '2026-03-02T00:00:00Z', end: '2026-03-04T00:00:00Z', onCall: ['ana'] },
    { start: '2026-03-04T00:00:00Z', end: '2026-03-06T00:00:00Z', onCall: ['ben'] },
  ],
};
const load = (calls: Call[], zone = 'UTC') => loadOfRota(rota, calls, () => zone);

describe('the load of a rota', () => {
  it('clusters pages less than a quarter of an hour apart, and counts a night once by its evening', () => {
    const { people, evenness } = load([
      call('ana', '2026-03-02T23:50:00Z', 'p1'),
      call('ana', '2026-03-03T00:04:59Z', 'p2'),
      call('ana', '2026-03-03T02:00:00Z', 'p3'),
      call('ana', '2026-03-03T12:00:00Z', 'p4'),
      call('ben', '2026-03-04T19:00:00Z', 'p5'),
    ]);
    expect(people).toEqual([
      expect.objectContaining({ person: 'ana', hours: 48, pages: 4, interruptions: 3, disturbedNights: 1 }),
      expect.objectContaining({ person: 'ben', hours: 48, pages: 1, interruptions: 1, disturbedNights: 0 }),
    ]);
    // Weights 4 + 4 + 1 = 9 and 2: shares 9/11 and 2/11 of equal hours.
    expect(people.map(({ ratio }) => ratio)).toEqual([expect.closeTo(18 / 11), expect.closeTo(4 / 11)]);
    expect(people.map(({ overloaded }) => overloaded)).toEqual([true, false]);
    expect(evenness).toBeCloseTo(1 - 7 / 22);
  });

  it('looks at the clock of the person, and passes over pages while off the rota', () => {
    const night = [call('ana', '2026-03-02T14:30:00Z'), call('ana', '2026-03-05T02:00:00Z')];
    expect(load(night, 'Asia/Singapore').people[0]).toMatchObject({ pages: 1, disturbedNights: 1 });
    expect(load(night).people[0]).toMatchObject({ pages: 1, disturbedNights: 0 });
  });

  it('compares nobody who has no peer, and nobody where nothing rang', () => {
    const alone = { schedule: 's', segments: rota.segments.slice(0, 1) };
    expect(loadOfRota(alone, [call('ana', '2026-03-02T12:00:00Z')], () => 'UTC')).toMatchObject({
      evenness: null,
      people: [{ ratio: null, overloaded: false }],
    });
    expect(load([])).toMatchObject({ evenness: 1, people: [{ ratio: null }, { ratio: null }] });
  });
});
