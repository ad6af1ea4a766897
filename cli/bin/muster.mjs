#!/usr/bin/env node
// Starts the command line on a Node that can run it. The program needs the Node that package.json pins;
// when it is started by an older one, it hands over to the pinned binary in the nearest node_modules.
// Plain JavaScript, so that any Node can read this file and say what is wrong.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const neededMajor = 26;
const handedOver = 'MUSTER_CLI_HANDED_OVER';

if (major(process.versions.node) >= neededMajor) await import('../src/main.ts');
else handOver();

function handOver() {
  const node = process.env[handedOver] ? undefined : pinnedNode(dirname(fileURLToPath(import.meta.url)));
  if (!node) {
    console.error(
      `muster: this needs Node ${neededMajor} or newer, and this is ${process.versions.node}. ` +
        'Run `npm start` once in the clone, which installs the right one, or install it yourself.',
    );
    process.exit(2);
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, [handedOver]: '1' },
  });
  // The terminal sends Ctrl-C to both processes; a signal from elsewhere has to be passed on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`muster: ${node} could not be started: ${error.message}`);
    process.exit(2);
  });
  child.on('exit', (code, signal) => process.exit(signal ? 130 : (code ?? 1)));
}

function pinnedNode(from) {
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', 'node', 'bin', file);
    if (existsSync(candidate)) return candidate;
    if (folder === dirname(folder)) return undefined;
  }
}

function major(version) {
  return Number.parseInt(version, 10);
}
