// The repository as others receive it: its documents point at what exists, and it names no one machine.
import { dirname, posix } from 'node:path';
import type { Project } from './project.ts';
import { type Finding, lineOf, type Rule } from './rule.ts';

const rooms = 'server|web|contract|cli|e2e|bench|docs|examples|scripts|\\.ci';
const inBackticks = new RegExp(`\`((?:${rooms})/[\\w./-]*)\``, 'g');
const linked = /\]\((?!\w+:|#|\/)([^)#\s]+)(?:#[^)]*)?\)/g;

const docsPathsExist: Rule = {
  name: 'docs-paths-exist',
  why: 'A document that points at what is not there misleads whoever trusts it. Mend the path, or the document.',
  check: (project) => {
    const documents = project.paths.filter(
      (path) => /^([^/]+|docs\/.+)\.md$/.test(path) && path !== 'CHANGELOG.md',
    );
    return documents.flatMap((path) => [...missingPaths(path, project)]);
  },
};

function* missingPaths(path: string, project: Project): Generator<Finding> {
  const text = project.read(path);
  for (const match of text.matchAll(inBackticks)) {
    const named = match[1] ?? '';
    if (!exists(named, project))
      yield { path, line: lineOf(text, match.index), what: `names ${named}, which does not exist` };
  }
  for (const match of text.matchAll(linked)) {
    const named = posix.join(dirname(path), match[1] ?? '');
    if (!exists(named, project))
      yield { path, line: lineOf(text, match.index), what: `links ${match[1]}, which does not exist` };
  }
}

function exists(named: string, { paths }: Project): boolean {
  const bare = named.replace(/\/$/, '');
  return paths.some((path) => path === bare || path.startsWith(`${bare}/`) || path === `${bare}.ts`);
}

const machinePath = /(?<![\w.~-])\/(?:root|home\/\w+|Users\/\w+)\/[\w.-]+/g;
const registryHost =
  /"resolved":\s*"https?:|^\s*(?:@[\w-]+:)?registry\s*=|\bregistry\.[\w-]+\.(?:org|com|net|io)\b/gm;
const binary = /\.(png|jpe?g|gif|ico|webp|woff2?|gz|br|zip|pdf|wasm|eml)$/;

const machinePaths: Rule = {
  name: 'machine-paths',
  why: "The repository must work on any machine: no path of somebody's own, and no registry host in the lock file or the npm settings.",
  check: (project) =>
    project.paths.filter((path) => !binary.test(path)).flatMap((path) => [...machineTraces(path, project)]),
};

function* machineTraces(path: string, project: Project): Generator<Finding> {
  const text = project.read(path);
  for (const match of text.matchAll(machinePath)) {
    yield { path, line: lineOf(text, match.index), what: `names ${match[0]}` };
  }
  if (!/(^|\/)(package-lock\.json|\.npmrc)$/.test(path)) return;
  for (const match of text.matchAll(registryHost)) {
    yield { path, line: lineOf(text, match.index), what: 'names a package registry' };
  }
}

export const repositoryRules: Rule[] = [docsPathsExist, machinePaths];
