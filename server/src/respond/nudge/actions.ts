import type { DomainEvent } from '@muster/contract/platform/event';
import { dismissNudge as endpoint } from '@muster/contract/respond/nudges';
import type { IncidentState } from '@muster/contract/respond/state';
import { z } from 'zod';
import { tellPerson } from '../../oncall/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import type { Query } from '../../platform/db.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { subjectOf } from '../role/wording.ts';
import { changeIncident } from '../stream/actions.ts';
import { decideDismissed, decideTold, type Telling } from './decide.ts';
import { claimDue, lockSigns, nextSignDue, saveTold } from './store.ts';

export const signSweep = 'respond.watchSigns';

export const dismissNudge = action(
  {
    name: 'respond.dismissNudge',
    who: 'responder',
    input: z.strictObject({ ...endpoint.params.shape, ...endpoint.body.shape }),
  },
  async (act, { ref, ...given }) => {
    await changeIncident(act, { ref }, ({ state }) => decideDismissed(state, given, wireTime(act.now)));
  },
);

/** After a change: what turned red by it is told, and what will turn red by itself is looked at then. */
export async function followIncidents(act: Act, events: readonly DomainEvent[]): Promise<void> {
  for (const incident of new Set(events.map((one) => one.subject))) await lookAt(act, incident);
}

/** Looks where a sign may have turned red. Answers how many incidents there were. */
export async function watchSigns(act: Act): Promise<number> {
  const incidents = await claimDue(act.tx, act.now);
  for (const incident of incidents) await lookAt(act, incident);
  return incidents.length;
}

async function lookAt(act: Act, incident: string): Promise<void> {
  const kept = await lockSigns(act.tx, incident);
  if (!kept) return;
  const { state } = kept;
  const now = wireTime(act.now);
  const { signs, told, dueAt } = decideTold(state, kept.told, now);
  // Each line moves the time at which the log would be silent. A look too early costs less than a row for each line.
  const isEarlier = kept.dueAt !== null && kept.dueAt > now && dueAt !== null && dueAt > kept.dueAt;
  if (signs.length > 0 || (!isEarlier && dueAt !== kept.dueAt)) saveTold(act.tx, incident, told, dueAt);
  if (dueAt !== null) act.poke(signSweep, Temporal.Instant.from(dueAt));
  if (signs.length > 0) await tellCommander(act, state, signs);
}

/** One message for all that turned red at once, in the quiet way, to the commander and to nobody else. */
async function tellCommander(act: Act, state: IncidentState, signs: Telling['signs']): Promise<void> {
  if (state.commander === null) return;
  await tellPerson(act, {
    person: state.commander,
    write: ({ url }) => ({
      subject: subjectOf(state, 'the response needs you'),
      paragraphs: state.private ? [] : signs.map((one) => `${one.why} ${one.propose}`),
      link: { label: 'Open the incident', url: `${url}/incidents/${state.ref}` },
    }),
    expiresAt: act.now.add({ hours: 1 }),
  });
}

export function nextLookAt(db: Query): Promise<Temporal.Instant | null> {
  return nextSignDue(db);
}
