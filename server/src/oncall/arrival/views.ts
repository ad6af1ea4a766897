import type { Query } from '../../platform/db.ts';
import { stormsSince } from './store.ts';

/** A storm that has brought nothing for so long is over for whoever watches. */
const calmMinutes = 5;

export function stormsView(db: Query, now: Temporal.Instant) {
  return stormsSince(db, now.subtract({ minutes: calmMinutes }));
}
