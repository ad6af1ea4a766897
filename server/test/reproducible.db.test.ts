/** Whoever builds the web from the same sources gets the same files, byte for byte: so a build can be checked by another. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { buildWebIfChanged } from '../../scripts/build-web.ts';

const root = join(import.meta.dirname, '../..');
const second = mkdtempSync(join(tmpdir(), 'muster-web-'));
afterAll(() => rmSync(second, { recursive: true, force: true }));

test('a second build of the web is the first one again', { timeout: 60_000 }, () => {
  buildWebIfChanged(root);
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', '--logLevel', 'error', '--outDir', second, '--emptyOutDir'];
  const env = { ...process.env, NODE_ENV: 'production' };
  expect(spawnSync(process.execPath, args, { cwd: join(root, 'web'), env }).status).toBe(0);
  const built = filesIn(join(root, 'web/dist'));
  expect(Object.keys(built).length).toBeGreaterThan(20);
  expect(filesIn(second)).toEqual(built);
});

/** The files below a folder with their hashes, but for the note of what the first was built from. */
function filesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name !== '.built-from' && statSync(join(folder, name)).isFile());
  return Object.fromEntries(
    files.sort().map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ]),
  );
}
