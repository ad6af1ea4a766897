import { expect, test } from 'vitest';
import { type Count, countsFor, oneLess, oneMore, secondsToWait } from './model.ts';

const start = Temporal.Instant.from('2026-03-02T10:00:00Z');
const after = (times: number, bound: number, at = start) => {
  let count: Count | null = null;
  for (let i = 0; i < times; i += 1) count = oneMore(count, bound, at);
  if (!count) throw new Error('at least one');
  return count;
};

test('up to the bound nobody waits; from it on the wait grows, up to a quarter of an hour', () => {
  const waits = [1, 4, 5, 6, 7, 8, 9, 10, 40].map((times) => secondsToWait(after(times, 5), start) / 60);
  expect(waits).toEqual([0, 0, 1, 2, 4, 8, 15, 15, 15]);
});

test('the wait is over at its end, not before', () => {
  const { freeAt, ...rest } = after(5, 5);
  const count = { freeAt, ...rest };
  expect(secondsToWait(count, freeAt.subtract({ milliseconds: 1 }))).toBe(1);
  expect(secondsToWait(count, freeAt)).toBe(0);
});

test('four wrong tries are forgotten a quarter of an hour after the first', () => {
  const four = after(4, 5);
  expect(oneMore(four, 5, start.add({ minutes: 14, seconds: 59 })).failures).toBe(5);
  expect(oneMore(four, 5, start.add({ minutes: 15 })).failures).toBe(1);
});

test('whoever goes on within an hour of a wait waits longer; after the hour it begins anew', () => {
  const five = after(5, 5);
  expect(secondsToWait(oneMore(five, 5, start.add({ minutes: 60 })), start.add({ minutes: 60 }))).toBe(120);
  expect(oneMore(five, 5, start.add({ minutes: 61 })).failures).toBe(1);
});

test('a right try gives the address its place back, and lets it go on', () => {
  const full = after(20, 20);
  expect(secondsToWait(full, start)).toBe(60);
  const back = oneLess(full, 20, start);
  expect([back.failures, secondsToWait(back, start)]).toEqual([19, 0]);
  expect(secondsToWait(oneLess(after(21, 20), 20, start), start)).toBe(120);
});

test('the account counts however it is written, the kind apart, the address with a higher bound', () => {
  const of = (account: string) => countsFor({ kind: 'password', account }, '192.0.2.7');
  expect(of(' Ada@Example.ORG ')).toEqual(of('ada@example.org'));
  expect(of('ada@example.org')).toEqual([
    { name: 'password:ada@example.org', bound: 5 },
    { name: 'address:192.0.2.7', bound: 20 },
  ]);
  expect(countsFor({ kind: 'code', account: 'ada' }, null)).toEqual([{ name: 'code:ada', bound: 5 }]);
});

test('a device of the person counts alone', () => {
  const counts = countsFor({ kind: 'password', account: 'ada@example.org', device: 'd' }, '192.0.2.7');
  expect(counts).toEqual([{ name: 'device:d', bound: 5 }]);
});
