/** What may become of an account, and what of it stands in the records. */
import { Refusal } from '../../platform/refusal.ts';
import type { Administrators } from './model.ts';

/** Whoever takes the last administrator away locks everybody out, so that nobody can: `after` is as it would be then. */
export function keepAnAdministrator(before: Administrators, after: Administrators): void {
  const locksOut = (before.all > 0 && after.all === 0) || (before.able > 0 && after.able === 0);
  if (!locksOut) return;
  throw new Refusal(
    'conflict',
    'Nobody would be left who can sign in as administrator; make another one first.',
  );
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
