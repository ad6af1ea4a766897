// The table of security checks: it claims much, so a machine sees that it is whole and that its witnesses exist.
import type { Project } from './project.ts';
import type { Finding, Rule } from './rule.ts';

const document = 'docs/security.md';
const checks = 77;
/** `| 12 | the check | how it is met | what shows it |` */
const row = /^\| (\d+) \| .+ \| (.+) \| ([^|]+) \|$/;

const securityTable: Rule = {
  name: 'security-table',
  why: 'Whoever approves Muster reads the table of checks. Each of the 77 has one row, and either names tests that exist or begins with "Open" and says so at its end.',
  check: (project) => (project.paths.includes(document) ? findings(project) : []),
};

function findings(project: Project): Finding[] {
  const lines = project.read(document).split('\n');
  const seen = new Set<number>();
  const wrong = lines.flatMap((text, index) => {
    const [, number, how = '', shown = ''] = row.exec(text) ?? [];
    if (number === undefined) return [];
    const isRepeated = seen.has(Number(number));
    seen.add(Number(number));
    const what = isRepeated ? 'is there twice' : wrongWith(how, shown, project);
    return what ? [{ path: document, line: index + 1, what: `check ${number} ${what}` }] : [];
  });
  const missing = Array.from({ length: checks }, (_, index) => index + 1)
    .filter((number) => !seen.has(number))
    .map((number) => ({ path: document, line: 1, what: `check ${number} is not there` }));
  return [...wrong, ...missing];
}

function wrongWith(how: string, shown: string, project: Project): string | undefined {
  if (shown === 'open')
    return how.startsWith('Open: ') ? undefined : 'is open, but does not begin with "Open: "';
  if (shown === 'nothing to show') return undefined;
  const tests = [...shown.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
  if (tests.length === 0) return 'names no test';
  const strange = tests.find((path) => !/\.test\.tsx?$/.test(path) || !project.paths.includes(path));
  return strange && `names ${strange}, which is no test here`;
}

export const securityRules: Rule[] = [securityTable];
