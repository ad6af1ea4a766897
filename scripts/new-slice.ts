// `npm run new-slice -- <stage>/<noun> [plural]`: a new slice with every part, which keeps every rule.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { wireSlice } from './slice/wire-slice.ts';
import { parseSlice, writeSlice } from './slice/write-slice.ts';

const root = join(import.meta.dirname, '..');

try {
  const slice = parseSlice(process.argv[2], process.argv[3]);
  const paths = [...writeSlice(root, slice), ...wireSlice(root, slice)];
  // Where a line breaks depends on the length of the names.
  spawnSync(join(root, 'node_modules/.bin/biome'), ['check', '--write', ...paths], { cwd: root });
  console.log(paths.join('\n'));
  console.log('\nIt is wired and works; now make it yours, and run npm run check.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
