/** The vectors of practice.md 3.6, 3.7 and 3.7a, each with its number there. */
import { expect, test } from 'vitest';
import { weightedLength } from '../../platform/intervals.ts';
import { availability, betweenFailures } from '../availability/model.ts';
import { adherenceOf } from './adherence.ts';
import { compareMedians, compareShares, distributionOf, percentile } from './distribution.ts';
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
  personSeconds: null,
  ...given,
});
const span = (start: string, end: string, weight = 1) => ({
  start: at(start),
  end: at(end),
  level: 'major' as const,
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
  expect(betweenFailures(impacts, february)).toMatchObject({ failures: 0, mtbfSeconds: null, gaps: [] });
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

test('3.7a drill: nowhere in the figures but in that of drills, where nothing else is', () => {
  const times = { impactStart: '10:00:00', detected: '10:01:00', declared: '10:02:00', resolved: '10:32:00' };
  expect(measure('ttd', facts(times, { kind: 'drill' }))).toEqual({ excluded: 'drill' });
  expect(measure('drills', facts(times, { kind: 'drill' }))).toEqual({ seconds: minutes(30) });
  expect(measure('drills', facts(times))).toBeNull();
  expect(measure('drills', facts(times, { kind: 'drill', isCancelled: true }))).toEqual({
    excluded: 'cancelled',
  });
});

test('3.7a clock skew: what was received counts, whatever the sender’s clock says', () => {
  const skewed = facts({ impactStart: '10:00:00', firstSignal: '10:00:00', detected: '10:07:00' });
  expect(measure('ttd', skewed)).toEqual({ seconds: minutes(7) });
});

test('3.2 what cannot be is shown and does not count', () => {
  expect(measure('ttm', facts({ impactStart: '10:00:00', mitigated: '09:50:00' }))).toEqual({
    excluded: 'implausible',
    shown: -minutes(10),
  });
  const late = facts({});
  const times = {
    impactStart: at('10:00:00'),
    declared: at('10:00:00'),
    firstPublicNotice: at('10:00:01', '2026-06-09'),
  };
  for (const name of ['ttn', 'notice-delay'] as const)
    expect(measure(name, { ...late, times })).toEqual({ excluded: 'implausible', shown: 7 * 86_400 + 1 });
  expect(measure('ttn', { ...late, times, needsPublicNotice: false })).toEqual({
    excluded: 'no public notice needed',
  });
});

test('3.2 a missing end gives no value, and an automatic declaration has no delay', () => {
  expect(measure('ttm', facts({ impactStart: '10:00:00' }))).toEqual({ excluded: 'time unknown' });
  expect(measure('declare-delay', facts({ firstSignal: '10:00:00', declared: '10:00:00' }))).toEqual({
    seconds: 0,
  });
});

test('3.2 the first and the last restore and the time of impact are three figures', () => {
  const twice = facts(
    { impactStart: '10:00:00', impactEnd: '12:25:00' },
    { impacts: [span('10:00:00', '10:40:00'), span('12:00:00', '12:25:00')] },
  );
  const seconds = (['first-restore', 'ttrestore', 'impact-time'] as const).map((name) =>
    measure(name, twice),
  );
  expect(seconds).toEqual([{ seconds: minutes(40) }, { seconds: minutes(145) }, { seconds: minutes(65) }]);
  const lasting = { ...twice, impacts: [{ ...span('10:00:00', '10:40:00'), end: null }] };
  expect(measure('impact-time', lasting)).toEqual({ excluded: 'time unknown' });
});

test('P34 what coordinating cost is known of what is over and was not written down afterwards', () => {
  const over = facts({ resolved: '11:00:00' }, { personSeconds: minutes(90) });
  expect(measure('coordination', over)).toEqual({ seconds: minutes(90) });
  expect(measure('coordination', { ...over, personSeconds: null })).toEqual({ excluded: 'nobody was noted' });
  expect(measure('coordination', { ...over, kind: 'retroactive' })).toEqual({ excluded: 'retroactive' });
});

test('3.6 shares of two periods differ only where the interval leaves zero out', () => {
  let seed = 7;
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  expect(compareShares({ part: 3, n: 10 }, { part: 4, n: 10 }, random)).toMatchObject({
    isDetectable: false,
  });
  const moved = compareShares({ part: 2, n: 40 }, { part: 30, n: 40 }, random);
  expect(moved).toMatchObject({ difference: 0.7, isDetectable: true });
  const many = compareShares({ part: 20_000, n: 100_000 }, { part: 30_000, n: 100_000 }, random);
  expect(many).toMatchObject({ difference: expect.closeTo(0.1, 9), isDetectable: true });
  expect(compareShares({ part: 1, n: 4 }, { part: 1, n: 40 }, random)).toBeNull();
});

test('the time lost is the same as summed instant by instant, over random impact', () => {
  let seed = 3;
  const random = (n: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % n;
  };
  for (let round = 0; round < 200; round += 1) {
    const spans = Array.from({ length: 1 + random(8) }, () => {
      const start = random(60);
      return { start, end: start + random(20), weight: [0, 0.25, 0.5, 1][random(4)] ?? 0 };
    });
    const slow = Array.from({ length: 80 }, (_, t) =>
      Math.max(0, ...spans.filter((one) => one.start <= t && one.end > t).map((one) => one.weight)),
    ).reduce((sum, one) => sum + one, 0);
    expect(weightedLength(spans)).toBeCloseTo(slow, 9);
  }
});

test('between failures there is a distribution as well, of those of the period', () => {
  const day = { start: at('00:00:00'), end: at('00:00:00', '2026-06-03') };
  const all = [span('01:00:00', '02:00:00'), span('01:30:00', '03:00:00'), span('05:00:00', '06:00:00')];
  expect(betweenFailures([span('23:00:00', '23:00:00'), ...all], day)).toMatchObject({
    failures: 2,
    downSeconds: 3 * 3_600,
    gaps: [2 * 3_600],
  });
});
