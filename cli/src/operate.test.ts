import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { terminal } from '../test/terminal.ts';

test('backup runs in the folder of the server, with the file where the caller stands', async () => {
  const t = terminal();
  expect(await t.muster('backup', 'today.backup')).toBe(0);
  const clone = resolve(import.meta.dirname, '../..');
  expect(t.ran).toEqual([
    {
      args: [resolve(clone, 'server/src/maintenance.ts'), 'backup', resolve('today.backup')],
      cwd: expect.stringMatching(new RegExp(`^${clone}/?$`)),
    },
  ]);
});

test('a backup is encrypted unless asked otherwise', async () => {
  const t = terminal();
  expect(await t.muster('backup', '--plain', 'a.backup')).toBe(0);
  expect(t.ran[0]?.args.slice(1)).toEqual(['backup', resolve('a.backup'), '--plain']);
});

test('restore runs in the same way', async () => {
  const t = terminal();
  expect(await t.muster('restore', 'a.backup')).toBe(0);
  expect(t.ran[0]?.args.slice(1)).toEqual(['restore', resolve('a.backup')]);
});

test.each(['status', 'rotate'])('the keys are asked for and changed in the same way: %s', async (how) => {
  const t = terminal();
  expect(await t.muster('secrets', how)).toBe(0);
  expect(t.ran[0]?.args.slice(1)).toEqual(['secrets', how]);
});

test('a failed backup is a refusal', async () => {
  expect(await terminal({ childExit: 1 }).muster('backup', 'a.backup')).toBe(1);
});
