import { expect, test } from 'vitest';
import { createBuckets } from './buckets.ts';

function world(burst: number, perSecond: number) {
  let now = 5_000;
  const buckets = createBuckets({ burst, perSecond }, () => now);
  const takeMany = (key: string, count: number) =>
    Array.from({ length: count }, () => buckets.take(key)).filter((wait) => wait === 0).length;
  const pass = (ms: number) => {
    now += ms;
  };
  return { buckets, takeMany, pass };
}

test('a bucket gives what it holds, then what flows in, and tells when to come again', () => {
  const { buckets, takeMany, pass } = world(600, 10);
  expect(takeMany('ada', 1_000)).toBe(600);
  expect(buckets.take('ada')).toBe(1);
  pass(99);
  expect(takeMany('ada', 5)).toBe(0);
  pass(1);
  expect(takeMany('ada', 5)).toBe(1);
  pass(60_000);
  expect(takeMany('ada', 1_000)).toBe(600);
});

test('who takes too much takes nothing from others, and asking takes nothing', () => {
  const { buckets, takeMany } = world(3, 1);
  expect(takeMany('one', 10)).toBe(3);
  expect(Array.from({ length: 10 }, () => buckets.ask('two'))).toEqual(Array(10).fill(0));
  expect(takeMany('two', 10)).toBe(3);
  expect(buckets.ask('two')).toBe(1);
});

test('a slow bucket names whole seconds', () => {
  const { buckets, takeMany, pass } = world(1, 0.1);
  expect(takeMany('one', 2)).toBe(1);
  pass(2_500);
  expect(buckets.ask('one')).toBe(8);
});

test('of very many keys those that asked last are known', () => {
  const { takeMany, pass } = world(2, 0.001);
  for (let i = 0; i < 50_000; i += 1) takeMany(`early ${i}`, 1);
  pass(1);
  expect(takeMany('late', 3)).toBe(2);
  for (let i = 0; i < 40_000; i += 1) takeMany(`more ${i}`, 1);
  expect(takeMany('late', 1)).toBe(0);
  expect(takeMany('early 0', 3)).toBe(2);
});
