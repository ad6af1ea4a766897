/** The tables of faults and of checks name files that exist, and each fault and check once. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const table = readFileSync(new URL('docs/reliability.md', root), 'utf8');
const checks = readFileSync(new URL('docs/security.md', root), 'utf8');
const files = [...`${table}${checks}`.matchAll(/`([\w./-]+\.ts)`/g)].flatMap(([, file]) => file ?? []);
const faults = [...table.matchAll(/^\| F(\d+) \|/gm)].map(([, number]) => Number(number)).slice(0, 34);

it.each([...new Set(files)])('%s exists', (file) => {
  expect(existsSync(new URL(file, root))).toBe(true);
});

it('has each fault of paging once, in order', () => {
  expect(faults).toEqual(Array.from({ length: 34 }, (_, i) => i + 1));
});

it('has each check of security once, in order', () => {
  const numbers = [...checks.matchAll(/^\| (\d+) \|/gm)].map(([, number]) => Number(number));
  expect(numbers).toEqual(Array.from({ length: 77 }, (_, i) => i + 1));
});
