/** What was put aside for later while an incident went on becomes ideas when it ends, each line once (R88). */

import { cut } from '@muster/contract/platform/cut';
import type { DomainEvent } from '@muster/contract/platform/event';
import { incidentChanged } from '@muster/contract/respond/news';
import type { Entry, IncidentState } from '@muster/contract/respond/state';
import type { Act } from '../../platform/act.ts';
import { findIncident, latestEntries } from '../../respond/index.ts';
import { noteFollowUp } from '../followup/actions.ts';
import { knownEntries } from '../followup/store.ts';
import { teamOfServices } from '../owner/store.ts';

const over: ReadonlySet<string> = new Set(['post-incident', 'closed', 'merged']);
const mostLaters = 200;

export async function takeLatersOf(act: Act, events: readonly DomainEvent[]): Promise<void> {
  const ids = new Set(events.filter(incidentChanged.is).map((event) => event.subject));
  for (const id of ids) {
    const state = await findIncident(act.tx, id);
    if (state && over.has(state.category)) await takeLaters(act, state);
  }
}

async function takeLaters(act: Act, state: IncidentState): Promise<void> {
  const found = await latestEntries(act.tx, state.id, { before: null, limit: mostLaters, kind: 'later' });
  const waiting = found.filter((entry) => entry.state === 'open').toReversed();
  const known = await knownEntries(
    act.tx,
    waiting.map((entry) => entry.id),
  );
  const team = await teamOfServices(act.tx, state.services);
  for (const entry of waiting.filter((one) => !known.has(one.id)))
    await noteFollowUp(act, {
      ...textOf(entry),
      incident: state,
      entry: entry.id,
      by: entry.by.name,
    });

  function textOf({ text }: Entry) {
    const [first = ''] = text.trim().split('\n');
    const title = first.length > 200 ? `${cut(first, 199)}…` : first;
    const note = title === text.trim() ? '' : text.trim().slice(0, 5_000);
    return { title, wish: { note, services: state.services, team } };
  }
}
