import type { IncidentState } from '@muster/contract/respond/state';
import { Refusal } from '../../platform/refusal.ts';

/** Work is not begun on what went on elsewhere, or is put away: one place has the tasks, and one the claims. */
export function refuseEnded({ category, mergedInto }: Pick<IncidentState, 'category' | 'mergedInto'>): void {
  refuseMerged({ mergedInto });
  if (category === 'closed' || category === 'cancelled')
    throw new Refusal('conflict', `It is ${category}. Reopen it to go on.`);
}

export function refuseMerged({ mergedInto }: Pick<IncidentState, 'mergedInto'>): void {
  if (mergedInto !== null) throw new Refusal('conflict', `It was merged into ${mergedInto}: go on there.`);
}
