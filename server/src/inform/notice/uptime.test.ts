import { describe, expect, test } from 'vitest';
import { daysOf, type Span, uptimeOf } from './uptime.ts';

const at = (text: string) => Date.parse(text);
const now = at('2026-03-10T12:00:00Z');
const since = at('2026-03-01T00:00:00Z');
const span = (from: string, until: string, state: Span['state'] = 'major_outage'): Span => ({
  from: at(from),
  until: at(until),
  state,
});
const days = (spans: Span[]) => daysOf(spans, { since, now });
const lost = (spans: Span[]) => days(spans).reduce((sum, one) => sum + one.lostSeconds, 0);

describe('time that was lost', () => {
  test.each<[string, Span[], number]>([
    ['nothing', [], 0],
    ['an hour down', [span('2026-03-05T10:00:00Z', '2026-03-05T11:00:00Z')], 3_600],
    ['an hour partly down', [span('2026-03-05T10:00:00Z', '2026-03-05T11:00:00Z', 'partial_outage')], 1_080],
    ['slow is not down', [span('2026-03-05T10:00:00Z', '2026-03-05T11:00:00Z', 'degraded_performance')], 0],
    [
      'planned work is not down',
      [span('2026-03-05T10:00:00Z', '2026-03-05T11:00:00Z', 'under_maintenance')],
      0,
    ],
    [
      'one ends when the next begins: no gap, nothing twice',
      [
        span('2026-03-05T10:00:00Z', '2026-03-05T10:30:00Z'),
        span('2026-03-05T10:30:00Z', '2026-03-05T11:00:00Z'),
      ],
      3_600,
    ],
    [
      'of two at once the worse alone counts',
      [
        span('2026-03-05T10:00:00Z', '2026-03-05T11:00:00Z', 'partial_outage'),
        span('2026-03-05T10:30:00Z', '2026-03-05T11:30:00Z'),
      ],
      0.3 * 1_800 + 3_600,
    ],
    ['no length, no loss', [span('2026-03-05T10:00:00Z', '2026-03-05T10:00:00Z')], 0],
    ['before anything was recorded', [span('2026-02-20T00:00:00Z', '2026-02-21T00:00:00Z')], 0],
    ['what is to come is not lost yet', [span('2026-03-10T11:00:00Z', '2026-03-11T11:00:00Z')], 3_600],
  ])('%s', (_, spans, seconds) => expect(lost(spans)).toBeCloseTo(seconds, 6));
});

test('ninety days, the last of them today; those before the record are unknown', () => {
  const all = days([]);
  expect([all.length, all[0]?.day, all.at(-1)?.day]).toEqual([90, '2025-12-11', '2026-03-10']);
  expect(all.filter((one) => one.worst === null)).toHaveLength(80);
  expect(all.at(-1)).toEqual({ day: '2026-03-10', worst: 'operational', lostSeconds: 0, seconds: 43_200 });
});

test('a span over midnight is cut there', () => {
  const all = days([span('2026-03-05T23:00:00Z', '2026-03-06T02:00:00Z')]);
  const told = all.filter((one) => one.lostSeconds > 0).map(({ day, lostSeconds }) => [day, lostSeconds]);
  expect(told).toEqual([
    ['2026-03-05', 3_600],
    ['2026-03-06', 7_200],
  ]);
});

test('what ends at midnight leaves the next day alone', () => {
  const all = days([span('2026-03-05T23:00:00Z', '2026-03-06T00:00:00Z')]);
  expect(all.filter((one) => one.worst === 'major_outage').map((one) => one.day)).toEqual(['2026-03-05']);
});

test('the part of the time in which it worked', () => {
  expect(uptimeOf(days([]))).toBe(1);
  expect(uptimeOf(daysOf([], { since: now, now }))).toBeNull();
  const recorded = 9.5 * 86_400;
  expect(uptimeOf(days([span('2026-03-05T10:00:00Z', '2026-03-05T11:00:00Z')]))).toBeCloseTo(
    1 - 3_600 / recorded,
    9,
  );
});
