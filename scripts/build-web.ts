// Builds the web when what it is built from has changed, and only then. The fingerprint of the sources
// is kept beside the result; it is written last, so a build that was cut short is made again.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';

/** Builds web/dist if the web's sources, the contract or the packages changed; throws when the build fails. */
export function buildWebIfChanged(root: string): void {
  if (!existsSync(join(root, 'web/index.html'))) return;
  const stamp = join(root, 'web/dist/.built-from');
  const wanted = fingerprint(root);
  if (isBuiltFrom(stamp, wanted)) return;
  withLock(join(root, '.cache/build-web.lock'), () => {
    if (isBuiltFrom(stamp, wanted)) return;
    build(join(root, 'web'));
    writeFileSync(stamp, wanted);
  });
}

function isBuiltFrom(stamp: string, wanted: string): boolean {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
}

function build(web: string): void {
  console.log('Building the web ...');
  const vite = join(web, '../node_modules/vite/bin/vite.js');
  const env = { ...process.env, NODE_ENV: 'production' };
  const result = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: web,
    env,
    encoding: 'utf8',
  });
  if (result.status === 0) return;
  const words = `${result.stdout}\n${result.stderr}`.split('\n').filter((line) => !/^\s+at /.test(line));
  throw new Error(`The web could not be built.\n${words.join('\n')}`);
}

function fingerprint(root: string): string {
  const hash = createHash('sha256');
  const files = [
    'package-lock.json',
    ...['index.html', 'package.json', 'vite.config.ts', 'light-contract.ts', 'pressed-assets.ts'].map(
      (name) => `web/${name}`,
    ),
    ...sourcesBelow(root, 'web/src'),
    ...sourcesBelow(root, 'web/public'),
    ...sourcesBelow(root, 'contract'),
  ];
  for (const file of files.sort()) {
    if (!existsSync(join(root, file))) continue;
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function sourcesBelow(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter(
      (entry) =>
        entry.isFile() && !entry.name.includes('.test.') && !entry.parentPath.includes('node_modules'),
    )
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}
