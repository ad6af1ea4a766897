// The files that the rules look at, read once: their text, code, imports and place.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type Scanned, scan } from './scan.ts';

export type Import = {
  specifier: string;
  line: number;
  names: string;
  /** Whether only types are imported: nothing of it is left when the program runs. */
  typeOnly: boolean;
  /** The file of the repository that is meant; nothing for a package. */
  target: string | undefined;
};
export type SourceFile = Scanned & { path: string; text: string; imports: Import[]; isTest: boolean };
export type Project = {
  root: string;
  /** Every path of the repository, relative to its root, with forward slashes. */
  paths: string[];
  /** The TypeScript and JavaScript among them, by path. */
  sources: Map<string, SourceFile>;
  read(path: string): string;
};

const caseFolder = 'server/test/rules/cases/';

/** The repository at `root`, as git sees it: what is ignored is not ours. The rules' own broken cases are left out. */
export function repositoryProject(root: string): Project {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
  });
  const paths = listed.split('\0').filter((path) => path && !path.startsWith(caseFolder));
  return projectOf(
    root,
    paths.filter((path) => existsSync(join(root, path))),
  );
}

/** A folder as if it were a repository: for the cases that prove the rules. */
export function folderProject(root: string): Project {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return projectOf(
    root,
    files.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
  );
}

function projectOf(root: string, paths: string[]): Project {
  const known = new Set(paths);
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  const sources = new Map<string, SourceFile>();
  for (const path of paths.sort()) {
    if (/\.(ts|tsx|mts|mjs)$/.test(path) && !path.endsWith('.d.ts') && !path.endsWith('.d.mts')) {
      sources.set(path, sourceFile(path, read(path), known));
    }
  }
  return { root, paths, sources, read };
}

function sourceFile(path: string, text: string, known: Set<string>): SourceFile {
  const scanned = scan(text);
  const isTest = /\.test\.tsx?$/.test(path) || /^(server\/test|cli\/test|web\/test|e2e)\//.test(path);
  return { ...scanned, path, text, imports: importsOf(path, scanned, known), isTest };
}

const importing =
  /\b(?:import|export)\s+(type\s+)?([\w$*{}\s,]*?)\s*\bfrom\s*(?=['"])|\bimport\s*\(?\s*(?=['"])|\bimport\.meta\.resolve\(\s*(?=['"])/g;

function importsOf(path: string, { code, strings }: Scanned, known: Set<string>): Import[] {
  const byStart = new Map(strings.map((piece) => [piece.start, piece]));
  const imports: Import[] = [];
  for (const match of code.matchAll(importing)) {
    const piece = byStart.get(match.index + match[0].length);
    if (!piece) continue;
    const target = resolved(path, piece.value, known);
    imports.push({
      specifier: piece.value,
      line: piece.line,
      names: match[2] ?? '',
      typeOnly: Boolean(match[1]),
      target,
    });
  }
  return imports;
}

function resolved(from: string, specifier: string, known: Set<string>): string | undefined {
  const contract = /^@muster\/contract\/(.+)$/.exec(specifier)?.[1];
  const wanted = contract
    ? `contract/${contract}`
    : posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ''));
  if (!contract && !specifier.startsWith('.')) return undefined;
  return [wanted, `${wanted}.ts`, `${wanted}.tsx`].find((candidate) => known.has(candidate)) ?? wanted;
}
