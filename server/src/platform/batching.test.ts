import { expect, test } from 'vitest';
import { createBatching, Full } from './batching.ts';

class Away extends Error {}

const limits = { mostWeight: 10, mostWaiting: 5, meetsAll: (error: unknown) => error instanceof Away };

test('what arrives while a batch is under way shares the next one', async () => {
  const batches: string[][] = [];
  const intake = createBatching<string, string>(async (items) => {
    batches.push([...items]);
    return items.map((item) => `${item}!`);
  }, limits);
  const answers = ['a', 'b', 'c'].map((item) => intake.accept(item, 1).stored);
  expect(await Promise.all(answers)).toEqual(['a!', 'b!', 'c!']);
  expect(batches.flat()).toEqual(['a', 'b', 'c']);
  expect(batches.length).toBeLessThan(3);
});

test('one bad item is refused alone; its neighbours are stored', async () => {
  const stored: string[] = [];
  const intake = createBatching<string, string>(async (items) => {
    if (items.includes('bad')) throw new Error('poison');
    stored.push(...items);
    return items;
  }, limits);
  const answers = ['a', 'bad', 'b', 'c'].map((item) => intake.accept(item, 1).stored);
  const settled = await Promise.allSettled(answers);
  expect(settled.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  expect(stored.sort()).toEqual(['a', 'b', 'c']);
});

test('an error that meets all is not tried for each of them', async () => {
  let tries = 0;
  const intake = createBatching<string, string>(async () => {
    tries += 1;
    throw new Away('the store is away');
  }, limits);
  const settled = await Promise.allSettled(['a', 'b', 'c'].map((item) => intake.accept(item, 1).stored));
  expect(new Set(settled.map((one) => one.status))).toEqual(new Set(['rejected']));
  expect(tries).toBeLessThan(3);
});

test('a queue that is full refuses at once, and takes again when it has room', async () => {
  const intake = createBatching<number, number>(async (items) => items, limits);
  const first = Array.from({ length: 5 }, (_, i) => intake.accept(i, 1).stored);
  await expect(intake.accept(5, 1).stored).rejects.toBeInstanceOf(Full);
  expect(await Promise.all(first)).toEqual([0, 1, 2, 3, 4]);
  expect(await intake.accept(6, 1).stored).toBe(6);
});

test('a heavy item goes, and what is abandoned does not', async () => {
  const batches: number[][] = [];
  const intake = createBatching<number, number>(async (items) => {
    batches.push([...items]);
    return items;
  }, limits);
  const heavy = intake.accept(1, 500);
  const light = intake.accept(2, 1);
  const gone = intake.accept(3, 1);
  gone.abandon();
  expect(await Promise.all([heavy.stored, light.stored])).toEqual([1, 2]);
  expect(batches).toEqual([[1], [2]]);
});
