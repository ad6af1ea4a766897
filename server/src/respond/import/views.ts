import type { IncidentState } from '@muster/contract/respond/state';
import { pageTimes } from '../../oncall/index.ts';
import type { Query } from '../../platform/db.ts';
import { type PastIncident, recordedOf } from './model.ts';
import { eventsOf, statesBefore } from './store.ts';

export interface Recorded {
  ref: string;
  past: PastIncident;
}

/** What is on record of each, in the form in which it is taken in; in the same order. */
export async function recordsOf(db: Query, states: readonly IncidentState[]): Promise<Recorded[]> {
  const ids = states.map((one) => one.id);
  const here = states.filter((one) => !one.imported).map((one) => one.id);
  const [updates, led] = await Promise.all([
    eventsOf(db, ids, 'updatePublished'),
    here.length === 0 ? new Map() : eventsOf(db, here, 'pageLinked'),
  ]);
  return Promise.all(
    states.map(async (state) => {
      const pages = (led.get(state.id) ?? []).map((one: { data: { page: string } }) => one.data.page);
      return {
        ref: state.ref,
        past: recordedOf(state, {
          updates: updates.get(state.id) ?? [],
          pages: pages.length === 0 ? [] : await pageTimes(db, pages),
        }),
      };
    }),
  );
}

const lotSize = 500;

/** All that somebody may see, latest first, a few hundred at a time: no more of them is ever in memory. */
export async function* allRecords(db: Query, me: string | null): AsyncGenerator<Recorded[]> {
  let before: string | null = null;
  for (;;) {
    const states: IncidentState[] = await statesBefore(db, { before, me, limit: lotSize });
    if (states.length > 0) yield await recordsOf(db, states);
    if (states.length < lotSize) return;
    before = states.at(-1)?.id ?? null;
  }
}
