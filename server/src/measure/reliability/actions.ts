import type { DomainEvent } from '@muster/contract/platform/event';
import type { IncidentEvent } from '@muster/contract/respond/events';
import type { IncidentState } from '@muster/contract/respond/state';
import { z } from 'zod';
import { pageTimes } from '../../oncall/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import type { Caller, Platform } from '../../platform/platform.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { findIncident, incidentIds, insidersOf, loadEvents } from '../../respond/index.ts';
import { factsOf, promisesOf, resolvesOf } from './facts.ts';
import { type Facts, survivor } from './model.ts';
import { saveFigures } from './store.ts';

const lotSize = 200;

/** Works out the figures of the incidents that changed; the same however often it is told. */
export async function measureChanged(act: Act, events: readonly DomainEvent[]): Promise<void> {
  for (const id of new Set(events.map((one) => one.subject))) await measureIncident(act, id);
}

/** Makes all figures anew, a few hundred incidents at a time, each lot by itself. */
export async function rebuildMeasures(platform: Platform, caller: Caller): Promise<{ incidents: number }> {
  let incidents = 0;
  let after: string | null = null;
  do {
    const lot: { after: string | null; count: number } = await rebuildLot(platform, caller, { after });
    incidents += lot.count;
    after = lot.after;
  } while (after !== null);
  return { incidents };
}

const rebuildLot = action(
  { name: 'measure.rebuild', who: 'admin', input: z.strictObject({ after: z.string().nullable() }) },
  async (act, { after }) => {
    const ids = await incidentIds(act.tx, after, lotSize);
    for (const id of ids) await measureIncident(act, id);
    act.record('measures', { incidents: ids.length });
    return { after: ids.length === lotSize ? (ids.at(-1) ?? null) : null, count: ids.length };
  },
);

/** An incident that was merged changes the figures of the one that took it up. */
async function measureIncident(act: Act, id: string): Promise<void> {
  const state = await findIncident(act.tx, id);
  if (!state) return;
  if (state.mergedInto !== null) await save(act, await findIncident(act.tx, state.mergedInto));
  await save(act, state);
}

async function save(act: Act, state: IncidentState | undefined): Promise<void> {
  if (!state) return;
  const stream = await loadEvents(act.tx, state.id, {});
  const absorbed = await Promise.all(state.absorbed.map((ref) => findIncident(act.tx, ref)));
  const others = await Promise.all(absorbed.flatMap((one) => (one ? [factsFrom(act, one)] : [])));
  await saveFigures(act.tx, {
    state,
    insiders: insidersOf(state),
    facts: survivor(await facts(act, state, stream), others),
    resolves: resolvesOf(state),
    promises: promisesOf(state, stream, wireTime(act.now)),
  });
}

async function factsFrom(act: Act, state: IncidentState): Promise<Facts> {
  return facts(act, state, await loadEvents(act.tx, state.id, {}));
}

/** Pages that led to it count; those by which it called people itself do not. */
async function facts(act: Act, state: IncidentState, stream: readonly IncidentEvent[]): Promise<Facts> {
  const led = stream.flatMap((one) => (one.type === 'pageLinked' ? [one.data.page] : []));
  return factsOf(state, await pageTimes(act.tx, led));
}
