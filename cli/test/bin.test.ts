import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testFolder } from './folder.ts';

const bin = join(import.meta.dirname, '../bin/muster.mjs');

test('the command runs as it is installed, and its exit code reaches the shell', () => {
  const env = { PATH: process.env.PATH ?? '', XDG_CONFIG_HOME: testFolder() };
  const help = spawnSync(process.execPath, [bin, '--help'], { env, encoding: 'utf8' });
  expect(help.status).toBe(0);
  expect(help.stdout).toContain('Exit codes:');
  const whoami = spawnSync(process.execPath, [bin, 'whoami'], { env, encoding: 'utf8' });
  expect(whoami.status).toBe(2);
  expect(whoami.stderr).toContain('muster login');
});
