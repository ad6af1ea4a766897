// `npm run sbom`: what is shipped as a CycloneDX document, on the standard output or in the file that is named.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { billOf } from './supply/bill.ts';

const root = join(import.meta.dirname, '..');
const args = ['sbom', '--omit=dev', '--package-lock-only', '--sbom-format=cyclonedx'];
const { status, stdout, stderr } = spawnSync('npm', args, {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 1 << 26,
});
const [, file] = process.argv.slice(1);
if (status !== 0) {
  console.error(stderr || 'muster: npm could not be started');
  process.exitCode = 1;
} else if (file) writeFileSync(file, billOf(stdout));
else process.stdout.write(billOf(stdout));
