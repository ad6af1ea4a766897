import { isResolved } from '@muster/contract/respond/settings';
import type { Entry, IncidentState } from '@muster/contract/respond/state';

type Place = Pick<Entry, 'at' | 'seq'>;

/** By the time at which it happened; of one moment, what was written last stands above. */
export function newestFirst(a: Place, b: Place): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  return b.seq - a.seq;
}

/** The list with what changed in its new form and place, and without what does not fit any more. */
export function renewed(
  items: readonly Entry[],
  changed: readonly Entry[],
  fits: (one: Entry) => boolean,
): Entry[] {
  const latest = new Map(items.map((one) => [one.id, one]));
  for (const one of changed) {
    const known = latest.get(one.id);
    if (known && known.changed > one.changed) continue;
    latest.delete(one.id);
    if (fits(one)) latest.set(one.id, one);
  }
  return [...latest.values()].sort(newestFirst);
}

/** Once the damage is limited there is time to look for causes; before that they stand folded (R2). */
export function isTimeForCauses({ times, category }: Pick<IncidentState, 'times' | 'category'>): boolean {
  return isResolved(category) || times.contained !== undefined || times.mitigated !== undefined;
}

/** Whether it was written down later than it happened. */
export function isBackdated({ at, recordedAt }: Pick<Entry, 'at' | 'recordedAt'>): boolean {
  return Date.parse(recordedAt) - Date.parse(at) > 60_000;
}
