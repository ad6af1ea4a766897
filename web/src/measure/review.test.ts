import { type OverLimit, type RotaLoad, usualNight } from '@muster/contract/measure/load';
import { expect, test } from 'vitest';
import { notesOf, reviewsOf } from './review.ts';

const rota = (...review: OverLimit[]): RotaLoad => ({
  schedule: 'primary',
  team: null,
  night: { ...usualNight, of: 'all' },
  evenness: 1,
  n: 4,
  medianIn12Hours: 0,
  review,
  people: [],
});
const few: OverLimit = { kind: 'people', people: [], value: 4, limit: 8 };

test('how a rota is built proposes nothing by itself, and stands beside what does', () => {
  expect(reviewsOf([rota(few), rota()])).toEqual([]);
  expect(notesOf(rota(few))).toEqual(['4 people share it. It takes eight, or six at each of two sites.']);
  const shift: OverLimit = { kind: 'shift', people: ['ana', 'ben'], value: 5, limit: 2 };
  expect(notesOf(rota(shift, few))).toEqual([]);
  expect(reviewsOf([rota(shift, few)])).toMatchObject([
    {
      reasons: [expect.stringMatching(/^ana, ben: up to 5 pages/), expect.stringMatching(/^4 people/)],
      people: [],
    },
  ]);
});

test('whoever could do with relief is told once, by name', () => {
  const nights: OverLimit = { kind: 'nights', people: ['cleo'], value: 3, limit: 2 };
  const rest: OverLimit = { kind: 'rest', people: ['ana', 'cleo'], value: 1, limit: 0 };
  expect(reviewsOf([rota(nights, rest)])).toMatchObject([
    {
      reasons: ['cleo: 3 disturbed nights.', 'ana, cleo: the rest after a disturbed night was broken, once.'],
      people: ['ana', 'cleo'],
    },
  ]);
});
