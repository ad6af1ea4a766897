import type { PersonLoad } from '@muster/contract/measure/load';
import { expect, test } from 'vitest';
import { limitsOver, type Reviewed } from './review.ts';

const kinds = { day: 0, evening: 0, night: 0, weekend: 0 };
const one = (person: string, given: Partial<PersonLoad> = {}): PersonLoad => ({
  person,
  hours: 100,
  hoursBy: kinds,
  share: 0.1,
  worked: { hours: 0, ...kinds },
  pages: 9,
  mostIn12Hours: 2,
  pagesOffRota: 0,
  interruptions: 9,
  weekendInterruptions: 0,
  disturbedNights: 2,
  nights: [],
  leastRestHours: null,
  taken: 0,
  given: 0,
  ratio: 1,
  overloaded: false,
  ...given,
});
const over = (people: PersonLoad[], given: Partial<Reviewed> = {}) =>
  limitsOver({ people, medianIn12Hours: 0, days: 28, offsets: [1, 1, 1, 1, 1, 1, 1, 1], ...given });

test('what is at its limit holds', () => {
  expect(over([one('ana', { share: 0.25, ratio: 1.5 })])).toEqual([]);
});

test('each limit names those over it, by name, and the farthest from it', () => {
  const people = [
    one('ana', { mostIn12Hours: 3, disturbedNights: 3, ratio: 2 }),
    one('ben', { mostIn12Hours: 5, share: 0.5 }),
    one('cleo', { ratio: 6, interruptions: 2 }),
  ];
  expect(over(people)).toEqual([
    { kind: 'shift', people: ['ana', 'ben'], value: 5, limit: 2 },
    { kind: 'ratio', people: ['ana'], value: 2, limit: 1.5 },
    { kind: 'nights', people: ['ana'], value: 3, limit: 2 },
    { kind: 'share', people: ['ben'], value: 0.5, limit: 0.25 },
  ]);
});

test('a median over none counts over four weeks, a rest once it is broken', () => {
  expect(over([], { medianIn12Hours: 1, days: 27 })).toEqual([]);
  expect(over([], { medianIn12Hours: 0.5 })).toMatchObject([{ kind: 'quiet', value: 0.5, limit: 0 }]);
  const night = { evening: '2026-03-02', pages: 1, restHours: 4, restUntil: '2026-03-03T14:00:00.000Z' };
  const rest = (restKept: boolean | null) => over([one('ana', { nights: [{ ...night, restKept }] })]).length;
  expect([rest(true), rest(null), rest(false)]).toEqual([0, 0, 1]);
});

test('eight people at one site, or six at each of two, are enough', () => {
  const people = (offsets: number[]) => over([], { offsets });
  expect(people([])).toEqual([]);
  expect(people([1, 1, 1, 2, 2, 2, 0])).toEqual([{ kind: 'people', people: [], value: 7, limit: 8 }]);
  expect(people([1, 1, 1, 1, 1, 1, -7, -7, -7, -7, -7, -7])).toEqual([]);
  expect(people([1, 1, 1, 1, 1, 1, 1, 1, -7])).toEqual([]);
  expect(people([1, 1, 1, 1, 1, 1, 1, -7, -7])).toMatchObject([{ value: 2, limit: 6 }]);
  expect(people([1, 1, 1, -7])).toMatchObject([{ value: 4, limit: 8 }]);
});
