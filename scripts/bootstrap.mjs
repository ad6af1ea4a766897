// Installs the packages when they differ from package-lock.json, so that `npm start` and `npm test`
// work on a fresh clone. It runs before anything is installed, on whatever Node the machine has
// (18 or newer): plain JavaScript, no dependencies, and quick when there is nothing to do. The commands
// call it themselves: npm leaves `prestart` and `pretest` out where it is told to run no scripts.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');
const stampPath = join(modules, '.muster-installed');
const pinnedNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

bootstrap();

function bootstrap() {
  if (isCurrent()) return;
  withLock(join(root, '.cache', 'bootstrap.lock'), () => {
    // Somebody else may have installed everything while this process waited for the lock.
    if (isCurrent()) return;
    if (!installedTreeMatchesLock()) install();
    if (!existsSync(pinnedNode)) installPinnedNode();
    mkdirSync(modules, { recursive: true });
    writeFileSync(stampPath, fingerprint());
  });
}

function isCurrent() {
  return existsSync(stampPath) && existsSync(pinnedNode) && readFileSync(stampPath, 'utf8') === fingerprint();
}

function fingerprint() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`;
}

// npm leaves a record of what it installed. Where that already agrees with the lock file (somebody ran
// `npm install` by hand), a second installation would only take the packages away from running processes.
function installedTreeMatchesLock() {
  const recordPath = join(modules, '.package-lock.json');
  if (!existsSync(recordPath) || !existsSync(pinnedNode)) return false;
  const installed = JSON.parse(readFileSync(recordPath, 'utf8')).packages;
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(locked).every(([path, wanted]) => {
    if (!path.startsWith('node_modules/')) return true;
    const found = installed[path];
    if (!found) return Boolean(wanted.optional || wanted.devOptional || wanted.peer);
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

function install() {
  console.log('Installing the packages that package-lock.json names (about a minute the first time) ...');
  // One kind of installation for every command: `npm start` builds the web and `npm test` needs the
  // tools, also where NODE_ENV=production would make npm leave the development packages out.
  const exact = npm(['ci', '--include=dev', '--no-audit', '--no-fund']);
  if (exact.status === 0) return;
  // `npm ci` refuses when optional packages of other platforms are missing from the registry's view.
  const outOfSync = /EUSAGE|from lock file|in sync/.test(exact.output);
  const lenient = outOfSync
    ? npm(['install', '--no-save', '--include=dev', '--no-audit', '--no-fund'])
    : exact;
  if (lenient.status === 0) return;
  console.error(lenient.output.split('\n').slice(-40).join('\n'));
  fail(reasonOf(lenient.output));
}

function npm(args) {
  const env = { ...process.env, NODE_ENV: '', PATH: pathWithoutOwnModules() };
  const [command, first] = npmCommand();
  const result = spawnSync(command, [...first, ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (result.error)
    fail(`npm could not be started (${result.error.message}). Install Node 18 or newer with its npm.`);
  return { status: result.status, output: `${result.stdout}\n${result.stderr}` };
}

// The installation replaces node_modules, so npm must not run on the Node that lies in there.
function npmCommand() {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  const usable = script?.endsWith('npm-cli.js') && node && !node.startsWith(modules + sep);
  return usable && existsSync(script) && existsSync(node) ? [node, [script]] : ['npm', []];
}

function pathWithoutOwnModules() {
  const parts = (process.env.PATH ?? '').split(delimiter);
  return parts.filter((part) => !part.startsWith(modules)).join(delimiter);
}

function reasonOf(output) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i.test(output))
    return 'The package registry could not be reached. Connect to the network (or set the registry in your npm settings) and try again.';
  if (/EACCES|EPERM|EROFS/.test(output))
    return `The packages could not be written to ${modules}. Give your account write access to the clone.`;
  if (/ENOSPC/.test(output)) return 'The disk is full. The packages need about 1 GB.';
  return 'npm could not install the packages; its own words are above.';
}

// Where npm is told to run no install scripts, the package that brings Node could not fetch it. Its script,
// and only its, is run now: without it nothing here can run.
function installPinnedNode() {
  console.log('Fetching the pinned Node ...');
  const { output } = npm(['rebuild', 'node', '--ignore-scripts=false']);
  if (existsSync(pinnedNode)) return;
  console.error(output.split('\n').slice(-20).join('\n'));
  fail(
    'The pinned Node is missing (node_modules/node/bin/node) and could not be fetched. Muster needs it, whatever Node the machine has.',
  );
}

function fail(message) {
  console.error(`muster: ${message}`);
  process.exit(1);
}
