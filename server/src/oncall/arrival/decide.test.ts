import { expect, test } from 'vitest';
import { splitStorm, stormTitle } from './decide.ts';

const limits = { service: 10, total: 25 };
const groups = (service: string, n: number) => Array.from({ length: n }, (_, i) => ({ service, i }));
const quiet = { byService: new Map<string, number>(), storming: new Set<string>() };
const told = (split: ReturnType<typeof splitStorm<{ service: string }>>) => ({
  paged: split.paged.length,
  bundled: Object.fromEntries([...split.bundled].map(([service, all]) => [service, all.length])),
  calm: split.calm,
});

test('up to the limit each group has its own page, and what comes beyond it is bundled', () => {
  expect(told(splitStorm(groups('till', 10), quiet, limits))).toEqual({ paged: 10, bundled: {}, calm: [] });
  expect(told(splitStorm(groups('till', 422), quiet, limits))).toEqual({
    paged: 10,
    bundled: { till: 412 },
    calm: [],
  });
});

test('what came in the minute before counts, and one service takes no room from another below the total', () => {
  const recent = { ...quiet, byService: new Map([['till', 9]]) };
  const both = [...groups('till', 3), ...groups('stock', 3)];
  expect(told(splitStorm(both, recent, limits))).toEqual({ paged: 4, bundled: { till: 2 }, calm: [] });
});

test('many services below their limits are a storm in all', () => {
  const five = ['a', 'b', 'c', 'd', 'e'].flatMap((service) => groups(service, 6));
  expect(told(splitStorm(five, quiet, limits))).toEqual({ paged: 25, bundled: { e: 5 }, calm: [] });
});

test('a storm goes on at half its limit and ends below it', () => {
  const storming = new Set(['till']);
  const at = (n: number) =>
    splitStorm(groups('till', 1), { byService: new Map([['till', n]]), storming }, limits);
  expect(told(at(5))).toEqual({ paged: 0, bundled: { till: 1 }, calm: [] });
  expect(told(at(4))).toEqual({ paged: 1, bundled: {}, calm: ['till'] });
});

test('no group is lost or doubled, whatever comes', () => {
  for (let n = 0; n < 60; n += 1) {
    const all = ['a', 'b', 'c'].flatMap((service, i) => groups(service, (n * (i + 3)) % 29));
    const { paged, bundled } = splitStorm(all, quiet, limits);
    expect(new Set([...paged, ...[...bundled.values()].flat()]).size).toBe(all.length);
    expect(paged.length + [...bundled.values()].flat().length).toBe(all.length);
  }
});

test('the title counts', () => {
  expect(stormTitle('till', 1, 'Down')).toBe('Storm at till: 1 more group of alerts since "Down"');
  expect(stormTitle('till', 412, 'Down')).toBe('Storm at till: 412 more groups of alerts since "Down"');
});
