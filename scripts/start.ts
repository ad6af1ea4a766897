// `npm start`: sees that the web is built, then becomes the server. The server replaces this process
// instead of running below it, so that signals, exit code, standard streams and memory are its own.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildWebIfChanged } from './build-web.ts';

const root = join(import.meta.dirname, '..');

start();

function start(): void {
  const server = join(root, 'server/src/main.ts');
  if (!existsSync(server)) throw new Error(`The server is missing: ${server}`);
  try {
    buildWebIfChanged(root);
  } catch (error) {
    console.error(`muster: ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  }
  becomeServer([server, ...process.argv.slice(2)]);
}

function becomeServer(args: string[]): void {
  if (process.execve && process.platform !== 'win32') {
    process.execve(process.execPath, [process.execPath, ...args], process.env);
  }
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  process.exit(status ?? 1);
}
