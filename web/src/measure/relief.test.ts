import { expect, test } from 'vitest';
import { reliefFor } from './relief.ts';

const one = (person: string, ratio: number | null, disturbedNights: number) => ({
  person,
  hours: 100,
  pages: 9,
  interruptions: 9,
  weekendInterruptions: 0,
  disturbedNights,
  ratio,
  overloaded: ratio !== null && ratio > 1.5,
});

test('relief is proposed over 1.5 or after three disturbed nights, and the reason is what holds', () => {
  const people = [
    one('ana', 1.5, 2),
    one('ben', 1.6, 2),
    one('cleo', 1, 3),
    one('dan', 2, 4),
    one('eve', null, 3),
  ];
  expect(reliefFor([{ schedule: 'primary', evenness: 0.5, n: 5, people }])).toEqual([
    { schedule: 'primary', person: 'ben', ratio: 1.6, nights: 0 },
    { schedule: 'primary', person: 'cleo', ratio: null, nights: 3 },
    { schedule: 'primary', person: 'dan', ratio: 2, nights: 4 },
    { schedule: 'primary', person: 'eve', ratio: null, nights: 3 },
  ]);
});

test('one or two interruptions are no reason, whatever their share', () => {
  const rota = (interruptions: number) => [
    { schedule: 'primary', evenness: 0.2, n: 6, people: [{ ...one('ana', 6, 1), interruptions }] },
  ];
  expect(reliefFor(rota(2))).toEqual([]);
  expect(reliefFor(rota(3))).toHaveLength(1);
});
