/**
 * One thing of the organisation file, changed by itself. It goes through the section of its kind, like the file, so
 * that the same is checked and the same is stored. Its version is what it says: two things that say the same have
 * the same one, and a change that was made in between is seen.
 */
import { createHash } from 'node:crypto';
import type { Problem } from '@muster/contract/catalog/organisation';
import { canonical, type Named } from '../organisation/model.ts';

/** The kinds that can be changed one by one; everything else goes through the file. */
export type ItemKind = 'teams' | 'schedules' | 'policies' | 'services' | 'integrations';

const nouns: Readonly<Record<ItemKind, string>> = {
  teams: 'team',
  schedules: 'schedule',
  policies: 'policy',
  services: 'service',
  integrations: 'integration',
};

export const nounOf = (kind: ItemKind): string => nouns[kind];

/** A short mark of what the thing says, in the form in which it leaves the server. */
export function versionOf(shown: Named): string {
  return createHash('sha256').update(canonical(shown)).digest('base64url').slice(0, 22);
}

/** Problems of a file of this one thing point into the file; here they point into the thing. */
export function aboutTheItem(kind: ItemKind, problems: readonly Problem[]): Problem[] {
  const start = `/${kind}/0`;
  return problems.map(({ pointer, message }) => ({
    pointer: pointer.startsWith(`${start}/`) ? pointer.slice(start.length) : '/',
    message,
  }));
}
