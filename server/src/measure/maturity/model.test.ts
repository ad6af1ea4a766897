import { practiceNames } from '@muster/contract/measure/maturity';
import { expect, test } from 'vitest';
import { type Counts, checkOf, quartersAt } from './model.ts';

/** Everything at its aim, but for what is told. */
function counts(but: Partial<Counts> = {}): Counts {
  const all = practiceNames.map((name) => {
    const isCount = name === 'rehearsed' || name === 'sessions';
    return [name, isCount ? { part: 3, n: null } : { part: 20, n: 20 }] as const;
  });
  return { ...(Object.fromEntries(all) as Counts), ...but };
}
const check = (now: Partial<Counts>, elapsed = 1) => checkOf({ now: counts(now), before: counts() }, elapsed);

test('a quarter is one of the calendar in UTC, the current one as far as it has come', () => {
  const now = Temporal.Instant.from('2026-02-10T08:00:00Z');
  const { now: current, before } = quartersAt(now);
  expect([current, before].map(({ from, until }) => `${from} ${until}`)).toEqual([
    '2026-01-01T00:00:00Z 2026-02-10T08:00:00Z',
    '2025-10-01T00:00:00Z 2026-01-01T00:00:00Z',
  ]);
});

test('below five there is not enough to tell, and neither score nor steps speak of it', () => {
  const { practices, score, steps } = check({ 'answered-soon': { part: 0, n: 4 } });
  const found = practices.find((one) => one.name === 'answered-soon');
  expect(found?.now).toEqual({ value: null, n: 4, standing: 'untold' });
  expect(score).toEqual({ now: { held: 13, told: 13 }, before: { held: 14, told: 14 } });
  expect(steps).toEqual([]);
});

test('next are at most three, the largest gap with the most effect first', () => {
  const { steps } = check({
    runbooks: { part: 0, n: 10 },
    'answered-soon': { part: 5, n: 10 },
    checked: { part: 2, n: 10 },
    'machine-first': { part: 7, n: 10 },
  });
  expect(steps).toEqual(['answered-soon', 'checked', 'runbooks']);
});

test('a count is held against as much of the quarter as is over', () => {
  const one = { sessions: { part: 1, n: null } };
  const standing = (elapsed: number) =>
    check(one, elapsed).practices.find(({ name }) => name === 'sessions')?.now.standing;
  expect([standing(0.2), standing(0.4), standing(0.7)]).toEqual(['held', 'held', 'short']);
});
