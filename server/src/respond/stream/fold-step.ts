/** What a step of the fold is given. It changes the draft that it is handed, which belongs to the fold alone. */
import type { EventType, IncidentEvent } from '@muster/contract/respond/events';
import type { Entry, IncidentState } from '@muster/contract/respond/state';

/** `entries` holds those that were loaded; all of them where a stream is folded from its beginning. */
export interface Folded {
  state: IncidentState;
  entries: Map<string, Entry>;
}

export type Steps<T extends EventType> = {
  readonly [K in T]: (folded: Folded, event: IncidentEvent<K>) => void;
};

/** The one with this id. A stream that names what it never added is broken, and says so at once. */
export function byIdIn<T extends { id: string }>(all: readonly T[], id: string): T {
  const found = all.find((one) => one.id === id);
  if (!found) throw new Error(`an event is about ${id}, which is not there`);
  return found;
}
