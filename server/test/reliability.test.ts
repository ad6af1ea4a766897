/** The table of faults names files that exist, and each fault once. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const table = readFileSync(new URL('docs/reliability.md', root), 'utf8');
const files = [...table.matchAll(/`([\w./-]+\.ts)`/g)].flatMap(([, file]) => file ?? []);
const faults = [...table.matchAll(/^\| F(\d+) \|/gm)].map(([, number]) => Number(number)).slice(0, 34);

it.each([...new Set(files)])('%s exists', (file) => {
  expect(existsSync(new URL(file, root))).toBe(true);
});

it('has each fault of paging once, in order', () => {
  expect(faults).toEqual(Array.from({ length: 34 }, (_, i) => i + 1));
});
