// Applies the rules to a project and takes off what is exempted. An exemption that excuses nothing any
// more is a finding itself, so that the list can only shrink.
import type { Project } from './project.ts';
import type { Finding, Rule } from './rule.ts';

export type Exemption = { rule: string; path: string; why: string };
export type Broken = Finding & { rule: string; why: string };

export const exemptionsPath = 'scripts/rules/exemptions.json';

/** What is broken, rule by rule, once the exemptions are taken off. */
export function judge(project: Project, rules: Rule[], exemptions: Exemption[]): Broken[] {
  const broken = rules.flatMap(({ name, why, check }) =>
    check(project).map((finding) => ({ ...finding, rule: name, why })),
  );
  const excuses = (exemption: Exemption, { rule, path }: Broken) =>
    exemption.rule === rule && exemption.path === path;
  const left = broken.filter((finding) => !exemptions.some((exemption) => excuses(exemption, finding)));
  const stale = exemptions.filter((exemption) => !broken.some((finding) => excuses(exemption, finding)));
  return [...left, ...stale.map(staleFinding)];
}

function staleFinding({ rule, path }: Exemption): Broken {
  return {
    rule: 'exemptions-shrink',
    why: 'An exemption that is no longer needed would excuse the next mistake. Delete it.',
    path: exemptionsPath,
    line: 1,
    what: `exempts ${path} from ${rule}, which it no longer breaks`,
  };
}

/** The exemptions of the repository; an entry without a reason is an error. */
export function exemptionsOf(project: Project): Exemption[] {
  const entries: unknown = JSON.parse(project.read(exemptionsPath));
  if (!Array.isArray(entries) || !entries.every(isExemption)) {
    throw new Error(`${exemptionsPath} must be a list of { rule, path, why }, each with its reason.`);
  }
  return entries;
}

function isExemption(entry: unknown): entry is Exemption {
  if (typeof entry !== 'object' || entry === null) return false;
  const { rule, path, why } = entry as Partial<Exemption>;
  return [rule, path, why].every((value) => typeof value === 'string' && value.length > 0);
}

/** The findings as text for people: each rule once with its reason, its places below. */
export function report(broken: Broken[]): string {
  const byRule = Map.groupBy(broken, ({ rule }) => rule);
  return [...byRule]
    .map(([rule, places]) => {
      const lines = places.map(({ path, line, what }) => `  ${path}:${line} ${what}`);
      return [`${rule}: ${places[0]?.why}`, ...lines].join('\n');
    })
    .join('\n\n');
}
