import { usualNight } from '@muster/contract/measure/load';
import { describe, expect, it } from 'vitest';
import { type Call, gini, type Happened, loadOfRota, type Rota } from './model.ts';

it.each([
  [[2, 2, 2, 2], 0],
  [[1, 2, 3, 4], 0.25],
  [[0, 0, 0, 8], 0.75],
  [[5, 3, 9, 1, 2], 0.38],
  [[0, 0, 0], 0],
])('Gini of %j is %d', (values, expected) => {
  expect(gini(values)).toBeCloseTo(expected, 10);
});

const at = (text: string) => Temporal.Instant.from(text);
const call = (person: string, at: string, page = at): Call => ({
  person,
  page,
  at: Temporal.Instant.from(at),
});
// Monday and Tuesday are ana's, Wednesday and Thursday are ben's.
const rota: Rota = {
  team: null,
  swaps: [],
  schedule: 'primary',
  segments: [
    { start: '2026-03-02T00:00:00Z', end: '2026-03-04T00:00:00Z', onCall: ['ana'] },
    { start: '2026-03-04T00:00:00Z', end: '2026-03-06T00:00:00Z', onCall: ['ben'] },
  ],
};
const night = { ...usualNight, of: 'all' as const };
const span = {
  start: Temporal.Instant.from('2026-03-02T00:00:00Z'),
  end: Temporal.Instant.from('2026-03-30T00:00:00Z'),
};
const happened = (calls: Call[], given: Partial<Happened> = {}): Happened => ({
  span,
  now: span.end,
  calls,
  work: [],
  onCall: new Map(),
  zoneOf: () => 'UTC',
  ...given,
});
const load = (calls: Call[], zone = 'UTC') =>
  loadOfRota(rota, night, happened(calls, { zoneOf: () => zone }));

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
    const calls = [call('ana', '2026-03-02T14:30:00Z'), call('ana', '2026-03-05T02:00:00Z')];
    expect(load(calls, 'Asia/Singapore').people[0]).toMatchObject({ pages: 1, disturbedNights: 1 });
    expect(load(calls).people[0]).toMatchObject({ pages: 1, disturbedNights: 0 });
  });

  it('compares nobody who has no peer, and nobody where nothing rang', () => {
    const alone = { ...rota, segments: rota.segments.slice(0, 1) };
    expect(loadOfRota(alone, night, happened([call('ana', '2026-03-02T12:00:00Z')]))).toMatchObject({
      evenness: null,
      people: [{ ratio: null, overloaded: false }],
    });
    expect(load([])).toMatchObject({ evenness: 1, people: [{ ratio: null }, { ratio: null }] });
  });

  it('counts a page to two for both, and its retries once', () => {
    const both = { ...rota, segments: rota.segments.map((one) => ({ ...one, onCall: ['ana', 'ben'] })) };
    const twice = ['ana', 'ben'].map((person) => call(person, '2026-03-02T12:00:00Z', 'p'));
    const { people } = loadOfRota(
      both,
      night,
      happened([...twice, call('ana', '2026-03-02T12:05:00Z', 'p')]),
    );
    expect(people.map(({ pages, interruptions }) => [pages, interruptions])).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  it('counts hours by kind, in hours that passed, and hours at work at most four for a page', () => {
    const work = [
      { person: 'ana', start: at('2026-03-02T20:00:00Z'), end: at('2026-03-02T23:00:00Z') },
      { person: 'ana', start: at('2026-03-02T22:30:00Z'), end: at('2026-03-09T00:00:00Z') },
      { person: 'ana', start: at('2026-03-04T12:00:00Z'), end: at('2026-03-04T13:00:00Z') },
    ];
    const [ana] = loadOfRota(rota, night, happened([], { work })).people;
    expect(ana).toMatchObject({
      hoursBy: { day: 22, evening: 8, night: 18, weekend: 0 },
      worked: { hours: 6.5, evening: 2, night: 4.5, day: 0 },
      share: 48 / (28 * 24),
    });
  });

  it('finds the most pages in twelve hours, those while on no rota, and turns that changed hands', () => {
    const calls = [
      call('ana', '2026-03-02T08:00:00Z', 'a'),
      call('ana', '2026-03-02T12:00:00Z', 'b'),
      call('ana', '2026-03-02T19:59:59Z', 'c'),
      call('ana', '2026-03-02T20:00:00Z', 'd'),
      call('ana', '2026-03-20T12:00:00Z', 'e'),
      call('ana', '2026-03-25T12:00:00Z', 'f'),
    ];
    const swaps = [
      { from: 'ben', to: 'ana' },
      { from: 'ana', to: 'ben' },
      { from: 'ben', to: 'ana' },
    ];
    const elsewhere = { start: at('2026-03-20T00:00:00Z'), end: at('2026-03-21T00:00:00Z') };
    const onCall = new Map([['ana', [{ start: span.start, end: at('2026-03-04T00:00:00Z') }, elsewhere]]]);
    const [ana, ben] = loadOfRota({ ...rota, swaps }, night, happened(calls, { onCall })).people;
    expect(ana).toMatchObject({ pages: 4, mostIn12Hours: 3, pagesOffRota: 1, taken: 2, given: 1 });
    expect(ben).toMatchObject({ mostIn12Hours: 0, pagesOffRota: 0, taken: 1, given: 2 });
  });

  it('tells the median of turns of twelve hours, and proposes a review of what is over a limit', () => {
    // Four days make eight turns; two pages in each of five of them.
    const calls = [2, 3, 4, 5].flatMap((day) =>
      ['00', '01', '12', '13'].map((hour) => call(day < 4 ? 'ana' : 'ben', `2026-03-0${day}T${hour}:00:00Z`)),
    );
    const { medianIn12Hours, review } = loadOfRota(rota, night, happened(calls.slice(0, 10)));
    expect(medianIn12Hours).toBe(2);
    expect(review.map(({ kind, people }) => [kind, people])).toEqual([
      ['quiet', []],
      ['people', []],
    ]);
    expect(load([]).medianIn12Hours).toBe(0);
  });
});
