// What we build on: packages that are what they were, that run no script unasked, and that everybody may pass on.
import { isAllowed } from '../supply/licences.ts';
import { type LockedPackage, lockedPackages } from '../supply/packages.ts';
import type { Project } from './project.ts';
import { type Finding, lineOf, type Rule } from './rule.ts';

const lockPath = 'package-lock.json';
const ownSpecifier = /^@muster\//;
const exactVersion = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

const lockedWhole: Rule = {
  name: 'locked-whole',
  why: 'A package without its hash in the lock file, or from an address of its own, can be another one tomorrow. Install it from the registry, and commit the lock file that npm writes.',
  check: (project) =>
    packagesOf(project).flatMap((one) => {
      if (!one.integrity?.startsWith('sha512-')) return [lockFinding(project, one, 'has no sha512 hash')];
      return one.resolved ? [lockFinding(project, one, 'comes from an address of its own')] : [];
    }),
};

const scriptsByName: Rule = {
  name: 'scripts-by-name',
  why: 'A script that a package runs at its installation can do whatever you can. Read it, then name the package in allowScripts of package.json: true to let it run, false not to.',
  check: (project) => {
    if (!project.paths.includes('package.json')) return [];
    const manifest = project.read('package.json');
    const named = Object.keys(part(JSON.parse(manifest), 'allowScripts'));
    const withScript = packagesOf(project).filter(({ hasInstallScript }) => hasInstallScript);
    const unnamed = withScript
      .filter(({ name }) => !named.includes(name))
      .map((one) => lockFinding(project, one, 'has an install script that nobody has judged'));
    const needless = named
      .filter((name) => !withScript.some((one) => one.name === name))
      .map((name) => ({
        path: 'package.json',
        line: lineWith(manifest, `"${name}": `, '"allowScripts"'),
        what: `judges ${name}, which has no install script`,
      }));
    return [...unnamed, ...needless];
  },
};

const exactVersions: Rule = {
  name: 'exact-versions',
  why: 'A range is an invitation to whoever publishes the next version. Write the one version that was tried.',
  check: (project) =>
    project.paths
      .filter((path) => /(^|\/)package\.json$/.test(path))
      .flatMap((path) => ranges(path, project)),
};

function ranges(path: string, project: Project): Finding[] {
  const text = project.read(path);
  const manifest: unknown = JSON.parse(text);
  const groups = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies', 'overrides'];
  return groups.flatMap((group) =>
    Object.entries(part(manifest, group))
      .filter(([name, version]) => !ownSpecifier.test(name) && !exactVersion.test(String(version)))
      .map(([name, version]) => ({
        path,
        line: lineWith(text, `"${name}": `, `"${group}"`),
        what: `asks for ${name} ${String(version)}`,
      })),
  );
}

const licencesAllowed: Rule = {
  name: 'licences-allowed',
  why: 'Whoever runs or passes on Muster must owe nothing but the authors their names. The licences that are allowed are listed in scripts/supply/licences.ts.',
  check: (project) =>
    packagesOf(project)
      .filter(({ isShipped, licence }) => isShipped && !isAllowed(licence))
      .map((one) => lockFinding(project, one, `is shipped under ${one.licence}`)),
};

function packagesOf(project: Project): LockedPackage[] {
  return project.paths.includes(lockPath) ? lockedPackages(project.read(lockPath)) : [];
}

function lockFinding(project: Project, { path, name }: LockedPackage, what: string): Finding {
  return { path: lockPath, line: lineWith(project.read(lockPath), `"${path}": `), what: `${name} ${what}` };
}

/** The line of `wanted`, looked for from `after` on. */
function lineWith(text: string, wanted: string, after = ''): number {
  return lineOf(text, text.indexOf(wanted, Math.max(0, text.indexOf(after))));
}

function part(value: unknown, name: string): object {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof found === 'object' && found !== null ? found : {};
}

export const supplyRules: Rule[] = [lockedWhole, scriptsByName, exactVersions, licencesAllowed];
