/** What may become of an account, and what of it stands in the records. */
import { Refusal } from '../../platform/refusal.ts';
import type { Administrators } from './model.ts';

export const nobodyLeft =
  'Nobody would be left who can sign in as administrator, or who could when the identity provider is down; make another one first.';

/** Whether a change would lock everybody out: `after` is as it would be then. */
export function takesTheLastAway(before: Administrators, after: Administrators): boolean {
  const kinds = ['all', 'able', 'unaided'] as const;
  return kinds.some((kind) => before[kind] > 0 && after[kind] === 0);
}

export function keepAnAdministrator(before: Administrators, after: Administrators): void {
  if (takesTheLastAway(before, after)) throw new Refusal('conflict', nobodyLeft);
}

/** The fields that differ, before and after: what the audit row keeps. Both are empty when nothing changes. */
export function differenceOf<Fields extends object>(
  before: Fields,
  after: Fields,
): { before: Partial<Fields>; after: Partial<Fields> } {
  const keys = keysOf(after).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  const only = (from: Fields) => {
    const part: Partial<Fields> = {};
    for (const key of keys) part[key] = from[key];
    return part;
  };
  return { before: only(before), after: only(after) };
}

/** The fields are plain data of one literal, so its own keys are all that the type names. */
function keysOf<Fields extends object>(fields: Fields): (keyof Fields)[] {
  return Object.keys(fields) as (keyof Fields)[];
}
