import type { Alert } from '@muster/contract/detect/alerts';
import { type Maintenance, runningAt } from './model.ts';

export type Marked = Pick<Alert, 'service' | 'state'> & { firstAt: Temporal.Instant };
type Mark = Alert['maintenance'];

/** The maintenance that an alert belongs to: what ran when it began, or, while it is open, what runs now. */
export function maintenanceOf(
  { service, state, firstAt }: Marked,
  maintenances: readonly Maintenance[],
  now: Temporal.Instant,
): Mark {
  const theirs = maintenances.filter((one) => one.services.includes(service));
  const runs = (at: Temporal.Instant) => theirs.find((one) => runningAt(one, at));
  const found = runs(firstAt) ?? (state === 'resolved' ? undefined : runs(now));
  return found ? { id: found.id, title: found.title } : null;
}
