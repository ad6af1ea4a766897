/** The vectors of practice.md 3.6, 3.7 and 3.7a, each with its number there. */
import { expect, test } from 'vitest';
import { adherenceOf } from './adherence.ts';
import { availability, betweenFailures } from './availability.ts';
import { compareMedians, distributionOf, percentile } from './distribution.ts';
import { weightedLength } from './intervals.ts';
import { type Facts, impactOf, measure, survivor, whyExcluded } from './model.ts';

const at = (time: string, day = '2026-06-02') => Date.parse(`${day}T${time}Z`) / 1_000;
const minutes = (n: number) => n * 60;
const facts = (times: Record<string, string>, given: Partial<Facts> = {}): Facts => ({
  ref: 'INC-1',
  kind: 'real',
  isCancelled: false,
  isMergedAway: false,
  needsPublicNotice: true,
  times: Object.fromEntries(Object.entries(times).map(([name, time]) => [name, at(time)])),
  impacts: [],
  pauses: [],
  closedGaps: [],
  ...given,
});
const span = (start: string, end: string, weight = 1) => ({
  start: at(start),
  end: at(end),
  weight,
  services: [],
});

test('3.6 percentiles are interpolated linearly, and few values give dots only', () => {
  const values = [4, 6, 7, 9, 12, 15, 22, 31, 48, 260];
  expect(distributionOf(values)).toEqual({
    n: 10,
    p50: 13.5,
    p75: 28.75,
    p90: expect.closeTo(69.2, 9),
    p95: null,
  });
  expect(percentile(values, 0.95)).toBeCloseTo(164.6, 9);
  expect(distributionOf([1, 2, 3, 4])).toEqual({ n: 4, p50: null, p75: null, p90: null, p95: null });
  expect(distributionOf(Array.from({ length: 20 }, (_, i) => i)).p95).toBeCloseTo(18.05, 9);
});

test('3.6 a change is told only where the interval leaves zero out', () => {
  let seed = 7;
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const noisy = [10, 40, 12, 300, 25, 31, 18, 44];
  expect(compareMedians(noisy, [11, 38, 14, 280, 27, 29, 20, 41], random)).toMatchObject({
    isDetectable: false,
  });
  expect(
    compareMedians(
      noisy,
      noisy.map((one) => one + 1_000),
      random,
    ),
  ).toMatchObject({ isDetectable: true });
  expect(compareMedians([1, 2], noisy, random)).toBeNull();
  // A period with very many incidents is compared in fewer rounds, because everybody else waits meanwhile.
  let draws = 0;
  const counted = () => {
    draws += 1;
    return random();
  };
  const many = Array.from({ length: 2_500 }, (_, i) => i);
  const moved = compareMedians(
    many,
    many.map((one) => one + 1_000),
    counted,
  );
  expect(moved).toMatchObject({ difference: 1_000, isDetectable: true });
  expect(draws).toBeLessThanOrEqual(1_000_000);
});

test('3.7 a: two intervals of impact', () => {
  expect(impactOf([span('10:00:00', '10:40:00'), span('12:00:00', '12:25:00')], at('13:00:00'))).toEqual({
    seconds: minutes(65),
    firstRestore: minutes(40),
    finalRestore: minutes(145),
  });
});

test('3.7 b: where impacts overlap the greater weight counts, never the sum', () => {
  const both = [span('10:00:00', '11:00:00', 0.25), span('10:30:00', '10:50:00', 1)];
  expect(weightedLength(both)).toBe(minutes(30));
});

test('3.7 c: the acknowledgement of a page that escalated counts from the first message', () => {
  expect(measure('tta', facts({ firstPageSent: '02:00:00', acknowledged: '02:06:30' }))).toEqual({
    seconds: 390,
  });
});

test('3.7 d: thirty minutes in a month of thirty days', () => {
  const month = { start: at('00:00:00', '2026-06-01'), end: at('00:00:00', '2026-07-01') };
  expect(availability([span('10:00:00', '10:30:00')], month).ratio).toBeCloseTo(0.99930556, 8);
});

test('3.7 f: a gap longer than the interval holds slots that were missed', () => {
  const slots = [{ from: 0, interval: 30 }];
  expect(adherenceOf([25, 80, 95], { start: 0, end: 95, slots })).toEqual({ due: 4, met: 3, overrun: 25 });
});

test('3.7 g: a pause stops the time of handling and not that of impact', () => {
  const paused = facts(
    { declared: '12:00:00', resolved: '16:00:00', impactStart: '12:00:00', impactEnd: '16:00:00' },
    { pauses: [span('13:00:00', '15:00:00')] },
  );
  expect(measure('active-time', paused)).toEqual({ seconds: minutes(120) });
  expect(measure('ttrestore', paused)).toEqual({ seconds: minutes(240) });
});

const a = facts({
  impactStart: '10:00:00',
  detected: '09:58:00',
  firstPageSent: '10:03:00',
  acknowledged: '10:05:00',
  resolved: '11:00:00',
});
const b = facts({ impactStart: '09:50:00', detected: '09:58:00', firstPageSent: '09:58:00' });

test('3.7a merge: the survivor takes the earliest beginnings and keeps its own end', () => {
  const merged = survivor(a, [b]);
  expect(measure('tta', merged)).toEqual({ seconds: minutes(7) });
  expect(measure('ttd', merged)).toEqual({ seconds: minutes(8) });
  expect(measure('ttr', merged)).toEqual({ seconds: minutes(55) });
  expect(whyExcluded({ ...b, isMergedAway: true })).toBe('merged');
});

test('3.7a unmerge: what was merged is as it was', () => {
  expect(measure('tta', survivor(a, []))).toEqual({ seconds: minutes(2) });
});

test('3.7a reopen in window: the closed gap without impact is no repair', () => {
  const reopened = facts(
    { acknowledged: '10:05:00', resolved: '11:50:00' },
    { closedGaps: [span('11:00:00', '11:20:00')] },
  );
  expect(measure('ttr', reopened)).toEqual({ seconds: minutes(85) });
  const hurting = { ...reopened, impacts: [span('11:00:00', '11:20:00')] };
  expect(measure('ttr', hurting)).toEqual({ seconds: minutes(105) });
});

test('3.7a backdated create: availability counts, answering does not', () => {
  const late = facts({ impactStart: '13:00:00', impactEnd: '13:30:00' }, { kind: 'retroactive' });
  expect(measure('tta', late)).toEqual({ excluded: 'retroactive' });
  expect(measure('ttrestore', late)).toEqual({ seconds: minutes(30) });
});

test('3.7a late edit: an earlier beginning lengthens detection by as much', () => {
  const seconds = (start: string) => measure('ttd', facts({ impactStart: start, detected: '10:07:00' }));
  expect([seconds('10:00:00'), seconds('09:40:00')]).toEqual([
    { seconds: minutes(7) },
    { seconds: minutes(27) },
  ]);
});

test('3.7a predicted: an alert before the impact is early, not fast', () => {
  expect(measure('ttd', facts({ detected: '09:55:00', impactStart: '10:00:00' }))).toEqual({
    earlyBy: minutes(5),
  });
});

test('3.7a never acknowledged: more than four minutes, and in no median', () => {
  expect(measure('tta', facts({ firstPageSent: '10:00:00', resolved: '10:04:00' }))).toEqual({
    censoredAt: 240,
  });
});

test('3.7a crossing midnight and month: each month its own part, the failure where it began', () => {
  const impacts = [{ start: at('23:50:00', '2026-01-31'), end: at('00:20:00', '2026-02-01'), weight: 1 }];
  const [january, february] = ['2026-01-01', '2026-02-01', '2026-03-01'].flatMap((day, i, all) => {
    const next = all[i + 1];
    return next ? [{ start: at('00:00:00', day), end: at('00:00:00', next) }] : [];
  });
  if (!january || !february) throw new Error('there are two months');
  expect(availability(impacts, january).lostSeconds).toBe(minutes(10));
  expect(availability(impacts, february).lostSeconds).toBe(minutes(20));
  expect(betweenFailures(impacts, january)).toMatchObject({ failures: 1, downSeconds: minutes(10) });
  expect(betweenFailures(impacts, february)).toMatchObject({ failures: 0, mtbfSeconds: null });
});

test('3.7a maintenance overlap: what is left out shortens the period too', () => {
  const day = { start: at('00:00:00'), end: at('00:00:00', '2026-06-03') };
  expect(availability([span('02:30:00', '03:30:00')], day, [span('02:00:00', '03:00:00')])).toMatchObject({
    lostSeconds: minutes(30),
    seconds: 86_400 - minutes(60),
  });
});

test('3.7a two services: each loses its own, the company the greater at each instant', () => {
  const x = span('10:00:00', '10:40:00', 1);
  const y = span('10:20:00', '10:30:00', 0.3);
  expect(weightedLength([x])).toBe(minutes(40));
  expect(weightedLength([y])).toBeCloseTo(minutes(3), 9);
  expect(weightedLength([x, y])).toBe(minutes(40));
});

test('3.7a drill: nowhere in the figures', () => {
  expect(measure('ttd', facts({ impactStart: '10:00:00', detected: '10:01:00' }, { kind: 'drill' }))).toEqual(
    {
      excluded: 'drill',
    },
  );
});
