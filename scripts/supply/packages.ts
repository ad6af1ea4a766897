// What package-lock.json names: every package with its licence, and whether it is part of what is shipped.

export type LockedPackage = {
  /** Where it is installed, `node_modules/a/node_modules/b`: the same package may be there more than once. */
  path: string;
  name: string;
  version: string;
  licence: string;
  integrity: string | undefined;
  /** An address outside the registry's usual ones; `.npmrc` keeps the registry's out of the file. */
  resolved: string | undefined;
  hasInstallScript: boolean;
  /** False for what is needed only to build, check and test. */
  isShipped: boolean;
};

/** Versions that name no licence in their manifest, and the one that the text beside their code grants. */
const readByHand: ReadonlyMap<string, string> = new Map([['png-js 1.1.0', 'MIT']]);

/** The packages of a lock file of version 3, without the workspaces. Throws where it is of another form. */
export function lockedPackages(lockText: string): LockedPackage[] {
  const lock: unknown = JSON.parse(lockText);
  const packages = record(record(lock).packages);
  return Object.entries(packages)
    .map(([path, entry]) => ({ path, entry: record(entry) }))
    .filter(({ path, entry }) => path.includes('node_modules/') && entry.link !== true)
    .map(({ path, entry }) => ({
      path,
      name: text(entry.name) ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: text(entry.version) ?? '',
      licence:
        text(entry.license) ??
        readByHand.get(`${path.slice(path.lastIndexOf('/') + 1)} ${text(entry.version)}`) ??
        'none',
      integrity: text(entry.integrity),
      resolved: text(entry.resolved),
      hasInstallScript: entry.hasInstallScript === true,
      isShipped: entry.dev !== true && entry.devOptional !== true,
    }));
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new Error('package-lock.json is not of version 3');
  return value as Record<string, unknown>;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
