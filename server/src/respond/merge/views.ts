import type { Merged } from '@muster/contract/respond/merges';
import type { IncidentState } from '@muster/contract/respond/state';
import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { maySee, seen } from '../access/model.ts';
import { findIncident } from '../stream/store.ts';

/** Latest first. One that the asker may not see is left out. */
export async function mergedList(db: Query, ref: string, actor: Actor) {
  const { absorbed } = seen(await findIncident(db, ref), actor);
  const states = await Promise.all(absorbed.toReversed().map((one) => findIncident(db, one)));
  const items = states.flatMap((one) => (one && maySee(one, actor) ? [toMerged(one)] : []));
  return { items, nextCursor: null };
}

function toMerged(state: IncidentState): Merged {
  const last = state.statuses.at(-1);
  const { ref, title, severity, rule, entryCount, tasks, claims, responders, pages } = state;
  return {
    ref,
    title,
    severity,
    pages,
    severityRank: rule.rank,
    mergedAt: last?.from ?? state.declaredAt,
    by: last?.by ?? state.declaredBy,
    reason: last?.reason ?? '',
    entries: entryCount,
    openTasks: tasks
      .filter((one) => one.state === 'open')
      .map(({ id, text, person }) => ({ id, text, person })),
    heldSystems: claims
      .filter((one) => one.releasedAt === null)
      .map(({ system, person, until }) => ({ system, person, until })),
    responders: responders.flatMap((one) => (one.releasedAt === null ? [one.person] : [])),
  };
}
