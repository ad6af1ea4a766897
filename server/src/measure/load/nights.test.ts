import { usualNight } from '@muster/contract/measure/load';
import { expect, test } from 'vitest';
import { nightsOf, restsBegun } from './nights.ts';

const at = (text: string) => Temporal.Instant.from(text);
const night = (calls: string[], others: string[] = [], now = '2026-03-09T00:00:00Z') =>
  nightsOf(calls.map(at), [...calls, ...others].map(at), { zone: 'UTC', rule: usualNight, now: at(now) });

test('the longest rest of a night lies between its pages, its beginning and its end', () => {
  expect(night(['2026-03-03T01:00:00Z', '2026-03-03T03:00:00Z', '2026-03-02T12:00:00Z'])).toEqual([
    {
      evening: '2026-03-02',
      pages: 2,
      restHours: 4,
      restUntil: '2026-03-03T14:00:00.000Z',
      restKept: true,
    },
  ]);
  expect(night(['2026-03-02T12:00:00Z'])).toEqual([]);
});

test('the rest after it is broken by whatever rings before it is over, and open until then', () => {
  const one = ['2026-03-03T01:00:00Z'];
  const kept = (others: string[], now?: string) => night(one, others, now)[0]?.restKept;
  expect(kept(['2026-03-03T11:59:59Z'])).toBe(false);
  expect(kept(['2026-03-03T12:00:00Z'])).toBe(true);
  expect(kept([], '2026-03-03T11:59:00Z')).toBeNull();
  expect(kept([], '2026-03-03T12:00:00Z')).toBe(true);
});

test('a rest is told of when the night is over, and no more when it is broken or had', () => {
  const begun = (now: string, others: string[] = []) =>
    restsBegun(night(['2026-03-03T03:00:00Z'], others, now), { zone: 'UTC', night: usualNight }, at(now))
      .length;
  expect(begun('2026-03-03T06:59:59Z')).toBe(0);
  expect(begun('2026-03-03T07:00:00Z')).toBe(1);
  expect(begun('2026-03-03T13:59:59Z')).toBe(1);
  expect(begun('2026-03-03T14:00:00Z')).toBe(0);
  expect(begun('2026-03-03T13:00:00Z', ['2026-03-03T12:00:00Z'])).toBe(0);
});
