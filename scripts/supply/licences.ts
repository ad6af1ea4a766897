// Which licences what we ship may have, and which packages have another one.
import type { LockedPackage } from './packages.ts';

/**
 * The one list. Licences that ask for no more than their text and the name of the author, so that whoever passes
 * Muster on owes nothing else. Those of the GPL family are not here on purpose, and neither is "none".
 */
export const allowedLicences: readonly string[] = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'LicenseRef-Public-Domain',
  'MIT',
  'MIT-0',
  'OpenSSL',
  'PSF-2.0',
  'PostgreSQL',
  'Unicode-DFS-2016',
  'Unlicense',
  'Zlib',
];

/** The shipped packages whose licence is not allowed. */
export function licenceProblems(packages: readonly LockedPackage[]): LockedPackage[] {
  return packages.filter(({ isShipped, licence }) => isShipped && !isAllowed(licence));
}

/**
 * Reads an SPDX expression without nesting: one of the alternatives must be allowed in all its parts. What it
 * cannot read is not allowed.
 */
export function isAllowed(expression: string): boolean {
  const flat = expression.replace(/^\((.*)\)$/, '$1');
  return flat
    .split(' OR ')
    .some((alternative) => alternative.split(' AND ').every((one) => allowedLicences.includes(one.trim())));
}

/** A text for people: the shipped packages by licence, then how many more are used to build and test. */
export function licenceList(packages: readonly LockedPackage[]): string {
  const shipped = packages.filter(({ isShipped }) => isShipped);
  const byLicence = Map.groupBy(shipped, ({ licence }) => licence);
  const lines = [...byLicence]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([licence, found]) => [
      licence,
      ...[...new Set(found.map(({ name, version }) => `  ${name} ${version}`))].sort(),
    ]);
  return [
    ...lines,
    `${shipped.length} packages are shipped; ${packages.length - shipped.length} more build and test them.`,
  ].join('\n');
}
