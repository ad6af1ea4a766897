import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { addKey, readKeys } from './ring.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'muster-keys-'));
const path = join(dataDir, 'secret.key');
afterAll(() => rmSync(dataDir, { recursive: true }));
const own = { secretKey: null, oldSecretKeys: [], dataDir };

test('a key is made at the first start, for its owner alone, and stays', () => {
  const [key, ...more] = readKeys(own);
  expect(key?.length).toBeGreaterThan(40);
  expect(more).toEqual([]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readKeys(own)).toEqual([key]);
});

test('where Muster was never started no key is put', () => {
  const settings = { ...own, dataDir: join(dataDir, 'elsewhere') };
  expect(() => addKey(settings)).toThrow('no Muster was ever started');
  expect(readdirSync(dataDir)).toEqual(['secret.key']);
});

test('a new key comes before the others, in one step', () => {
  const before = readKeys(own);
  expect(addKey(own)).toBe(path);
  const after = readKeys(own);
  expect(after).toHaveLength(2);
  expect(after.slice(1)).toEqual(before);
  expect(after[0]).not.toBe(before[0]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(dataDir)).toEqual(['secret.key']);
  expect(readFileSync(path, 'utf8')).toBe(`${after.join('\n')}\n`);
});

test('keys of the environment come first and are not ours to change', () => {
  const settings = { ...own, secretKey: 'newest', oldSecretKeys: ['older', 'oldest'] };
  expect(readKeys(settings)).toEqual(['newest', 'older', 'oldest']);
  expect(() => addKey(settings)).toThrow('MUSTER_OLD_SECRET_KEYS');
});

test.each([
  ['', 'has no key'],
  ['\n \n', 'has no key'],
  ['short\n', 'at least 32'],
  [`${'k'.repeat(40)}\n`, 'repeats itself'],
])('a file with %j is refused in one line', (text, reason) => {
  writeFileSync(path, text);
  expect(() => readKeys(own)).toThrow(reason);
});

test('an old key may be weak: that is why it is old', () => {
  writeFileSync(path, `uC8!kd93_jwQm2Zx07-RtYb4LsVeHn6pA\n${'k'.repeat(40)}\n`);
  expect(readKeys(own)).toHaveLength(2);
});
