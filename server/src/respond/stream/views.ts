/** Whether what is kept beside the streams is what the streams fold to (I9). */
import { isDeepStrictEqual } from 'node:util';
import type { Query } from '../../platform/db.ts';
import { watchedOf } from '../clock/running.ts';
import { fold, latestFirst } from './model.ts';
import { incidentIds, keptOf, loadEvents } from './store.ts';

/** A sentence for each incident whose state, entries or clocks differ from its stream; none when all is well. */
export async function differences(db: Query): Promise<string[]> {
  const found: string[] = [];
  let ids = await incidentIds(db, null, 100);
  while (ids.length > 0) {
    for (const id of ids) found.push(...(await differencesOf(db, id)));
    ids = await incidentIds(db, ids.at(-1) ?? null, 100);
  }
  return found;
}

async function differencesOf(db: Query, id: string): Promise<string[]> {
  const { state, entries } = fold(null, await loadEvents(db, id, {}));
  const kept = await keptOf(db, id);
  const clocks = watchedOf(state).map((one) => one.id);
  return [
    ...(isDeepStrictEqual(kept.state, plain(state)) ? [] : [`${state.ref}: the state differs`]),
    ...(isDeepStrictEqual(kept.entries, plain(latestFirst(entries.values())))
      ? []
      : [`${state.ref}: the entries differ`]),
    ...(isDeepStrictEqual(kept.clocks.toSorted(), clocks.toSorted())
      ? []
      : [`${state.ref}: the clocks differ`]),
  ];
}

/** As it is once it was stored: what is undefined is not there. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
