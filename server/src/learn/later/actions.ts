/** What was put aside for later while an incident went on becomes ideas when it ends, each line once (R88). */

import { cut } from '@muster/contract/platform/cut';
import type { DomainEvent } from '@muster/contract/platform/event';
import { incidentChanged } from '@muster/contract/respond/news';
import type { Entry, IncidentState } from '@muster/contract/respond/state';
import type { Act } from '../../platform/act.ts';
import { findIncident, latestEntries } from '../../respond/index.ts';
import { noteFollowUp } from '../followup/actions.ts';
import { mostOfIncident } from '../followup/model.ts';
import { knownEntries, lockIncidentFollowUps } from '../followup/store.ts';
import { teamOfServices, whyNotOwner } from '../owner/store.ts';

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
  const fresh = waiting.filter((one) => !known.has(one.id));
  if (fresh.length === 0) return;
  const team = await teamOfServices(act.tx, state.services);
  const room = mostOfIncident - (await lockIncidentFollowUps(act.tx, state.id));
  for (const entry of fresh.slice(0, Math.max(0, room)))
    await noteFollowUp(act, {
      title: titleOf(entry),
      wish: {
        note: titleOf(entry) === entry.text.trim() ? '' : entry.text.trim().slice(0, 5_000),
        services: state.services,
        team,
        owner: await ownerOf(act, entry, state),
      },
      incident: state,
      entry: entry.id,
      by: entry.by.name,
    });
}

function titleOf({ text }: Entry): string {
  const [first = ''] = text.trim().split('\n');
  return first.length > 200 ? `${cut(first, 199)}…` : first;
}

/** Whoever was named with the line, where they can see to it. */
async function ownerOf(act: Act, { detail }: Entry, state: IncidentState): Promise<string | null> {
  if (detail.person === undefined) return null;
  return (await whyNotOwner(act.tx, detail.person, state)) === null ? detail.person : null;
}
