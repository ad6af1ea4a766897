// The graph of imports as a whole: no circles, and nothing that nobody reaches.
import type { Project } from './project.ts';
import type { Finding, Rule } from './rule.ts';

const noCycles: Rule = {
  name: 'no-cycles',
  why: 'Files that import each other can only be understood, tested and moved together. Extract what both need, or pass it as an argument.',
  check: (project) => {
    const graph = graphOf(project);
    const findings: Finding[] = [];
    const state = new Map<string, 'open' | 'done'>();
    const visit = (path: string, trail: string[]): void => {
      state.set(path, 'open');
      for (const next of graph.get(path) ?? []) {
        if (state.get(next) === 'open') {
          const circle = [...trail.slice(trail.indexOf(next)), next];
          findings.push({
            path,
            line: lineOfImport(project, path, next),
            what: `closes a circle: ${circle.join(' > ')}`,
          });
        } else if (!state.has(next)) visit(next, [...trail, next]);
      }
      state.set(path, 'done');
    };
    for (const path of graph.keys()) if (!state.has(path)) visit(path, [path]);
    return findings;
  },
};

/** The entries of each program, from which all its files must be reached. */
const territories = [
  {
    name: 'server/src/main.ts',
    roots: ['server/src/main.ts', 'server/src/maintenance.ts'],
    folder: 'server/src/',
  },
  {
    name: 'web/src/main.tsx',
    roots: ['web/src/main.tsx', 'web/src/main.ts', 'web/src/service-worker.ts'],
    folder: 'web/src/',
  },
  { name: 'cli/src/main.ts', roots: ['cli/src/main.ts'], folder: 'cli/src/' },
];

const noOrphans: Rule = {
  name: 'no-orphans',
  why: 'A file that nothing reaches is dead or forgotten: a sender nobody can choose, a job that never runs. Wire it up or delete it.',
  check: (project) => {
    const graph = graphOf(project);
    const reachedByAny = new Set<string>();
    const findings: Finding[] = [];
    for (const { name, roots, folder } of territories) {
      const reached = reachable(graph, roots);
      for (const path of reached) reachedByAny.add(path);
      for (const [path, file] of project.sources) {
        if (!path.startsWith(folder) || file.isTest || reached.has(path)) continue;
        findings.push({ path, line: 1, what: `is not reached from ${name}` });
      }
    }
    for (const [path, file] of project.sources) {
      if (!path.startsWith('contract/') || path.startsWith('contract/test/')) continue;
      if (file.isTest || reachedByAny.has(path)) continue;
      findings.push({ path, line: 1, what: 'is reached by neither server, web nor command line' });
    }
    return findings;
  },
};

function graphOf(project: Project): Map<string, string[]> {
  const graph = new Map<string, string[]>();
  for (const [path, file] of project.sources) {
    const targets = file.imports.flatMap(({ target }) =>
      target && project.sources.has(target) ? [target] : [],
    );
    graph.set(path, [...new Set(targets)]);
  }
  return graph;
}

function reachable(graph: Map<string, string[]>, roots: string[]): Set<string> {
  const reached = new Set<string>();
  const waiting = roots.filter((root) => graph.has(root));
  for (let path = waiting.pop(); path; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    waiting.push(...(graph.get(path) ?? []));
  }
  return reached;
}

function lineOfImport(project: Project, path: string, target: string): number {
  return project.sources.get(path)?.imports.find((imported) => imported.target === target)?.line ?? 1;
}

export const reachRules: Rule[] = [noCycles, noOrphans];
