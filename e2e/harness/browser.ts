/**
 * The browser of the journeys, from the registry's packages: nothing is installed on the machine. The package holds
 * a compressed browser, the few libraries that it needs beyond libc, and a font; they are unpacked once into the
 * repository's cache. MUSTER_BROWSER names another one; where the package does not run, one of the machine is used.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { withLock } from '../../scripts/lock.mjs';

const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, '../..');

interface Found {
  path: string;
  env: Record<string, string>;
}

/** A browser without a window. The caller closes it. */
export function openBrowser(): Promise<Browser> {
  const { path, env } = findBrowser();
  return chromium.launch({
    executablePath: path,
    env: { ...process.env, ...env },
    // Only our own pages are opened, and the sandbox does not start in a container or as root.
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--lang=en-US'],
  });
}

function findBrowser(): Found {
  const named = process.env.MUSTER_BROWSER;
  if (named) return { path: named, env: {} };
  if (process.platform === 'linux' && process.arch === 'x64') return unpackedBrowser();
  const path = onTheMachine.find((one) => existsSync(one));
  if (!path) throw new Error('No browser was found. Name one with MUSTER_BROWSER=<path of Chromium>.');
  return { path, env: {} };
}

const onTheMachine = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** A folder is complete or not there: it gets its name when everything is in it. */
function unpackedBrowser(): Found {
  const packed = join(require.resolve('@sparticuz/chromium'), '../..');
  const folder = join(root, '.cache', `browser-${versionOf(join(packed, 'package.json'))}`);
  if (!existsSync(folder)) {
    withLock(join(root, '.cache/browser.lock'), () => {
      if (!existsSync(folder)) unpack(join(packed, 'bin'), folder);
    });
  }
  return {
    path: join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: [join(folder, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  };
}

function unpack(from: string, folder: string): void {
  const half = `${folder}.half`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true });
  writeFileSync(join(half, 'chromium'), expand(join(from, 'chromium.br')), { mode: 0o755 });
  for (const name of ['al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br']) {
    const { status, stderr } = spawnSync('tar', ['-x', '-C', half], { input: expand(join(from, name)) });
    if (status !== 0) throw new Error(`${name} of the browser could not be unpacked: ${stderr}`);
  }
  writeFileSync(join(half, 'fonts.conf'), fontsIn(folder));
  renameSync(half, folder);
}

function expand(path: string): Buffer {
  return brotliDecompressSync(readFileSync(path));
}

/** The package's font comes first, so that pictures look the same on every machine. */
function fontsIn(folder: string): string {
  const prefer = (family: string, font: string) =>
    `<alias><family>${family}</family><prefer><family>${font}</family></prefer></alias>`;
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/fonts-cache</cachedir>
${prefer('sans-serif', 'Open Sans')}${prefer('system-ui', 'Open Sans')}${prefer('monospace', 'DejaVu Sans Mono')}</fontconfig>
`;
}

function versionOf(path: string): string {
  const { version }: { version?: unknown } = JSON.parse(readFileSync(path, 'utf8'));
  return String(version);
}
