import { accessLowered, personDeactivated } from '@muster/contract/catalog/events';
import type { DomainEvent } from '@muster/contract/platform/event';
import { releaseRole as releaseEndpoint, takeRole as takeEndpoint } from '@muster/contract/respond/roles';
import type { IncidentState } from '@muster/contract/respond/state';
import { z } from 'zod';
import { findPerson } from '../../catalog/index.ts';
import { tellPerson } from '../../oncall/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import type { Query } from '../../platform/db.ts';
import { wrong } from '../../platform/refusal.ts';
import type { Wisher } from '../access/model.ts';
import { wisherOf } from '../access/model.ts';
import { loadSettings } from '../settings/store.ts';
import { changeIncident } from '../stream/actions.ts';
import { openIncidentsOf } from '../stream/store.ts';
import { decideLeft, decideReleased, decideTaken } from './decide.ts';
import type { Candidate } from './model.ts';
import { subjectOf } from './wording.ts';

export const takeRole = action(
  {
    name: 'respond.takeRole',
    who: 'responder',
    input: z.strictObject({ ...takeEndpoint.params.shape, ...takeEndpoint.body.shape }),
  },
  async (act, { ref, role, person: asked, reason = '' }) => {
    const wisher = wisherOf(act.caller.actor);
    const person = meant(asked, wisher);
    const { roles } = await loadSettings(act.tx);
    const candidate = await candidateNamed(act.tx, person);
    let isNew = false;
    const { state } = await changeIncident(act, { ref }, (before) => {
      const events = decideTaken(before.state, { role, person, reason }, { roles, candidate, wisher });
      isNew = events.length > 0;
      return events;
    });
    const label = roles.find((one) => one.name === role)?.label ?? role;
    if (isNew && wisher.person !== person) await tellAssigned(act, state, { person, label });
  },
);

export const releaseRole = action(
  {
    name: 'respond.releaseRole',
    who: 'responder',
    input: z.strictObject({ ...releaseEndpoint.params.shape, ...releaseEndpoint.query.shape }),
  },
  async (act, { ref, role, person: asked, reason = '' }) => {
    const wisher = wisherOf(act.caller.actor);
    const person = meant(asked, wisher);
    const { roles } = await loadSettings(act.tx);
    await changeIncident(act, { ref }, ({ state }) =>
      decideReleased(state, { role, person, reason: reason.trim() }, { roles, wisher }),
    );
  },
);

/**
 * Whoever leaves the company, or may respond no longer, holds nothing any more; an empty chair of command starts its
 * alarm. Who has the access back by now keeps what they hold.
 */
export async function followLeavers(act: Act, events: readonly DomainEvent[]): Promise<void> {
  for (const { payload } of events.filter(personDeactivated.is))
    await endAll(act, payload.person, 'has left');
  for (const { payload } of events.filter(accessLowered.is)) {
    const mayWork = (await candidateNamed(act.tx, payload.person))?.mayWork ?? false;
    if (!mayWork) await endAll(act, payload.person, 'may respond no longer');
  }
}

async function endAll(act: Act, person: string, why: string): Promise<void> {
  for (const id of await openIncidentsOf(act.tx, person))
    await changeIncident(act, { ref: id }, ({ state }) => decideLeft(state, person, why));
}

/** `me` is whoever asks; a token of nobody has to name somebody. */
export function meant(asked: string, { person }: Wisher): string {
  if (asked !== 'me') return asked;
  if (person === null) throw wrong('/person', 'A token that belongs to nobody has to name a person.');
  return person;
}

export async function candidateNamed(db: Query, name: string): Promise<Candidate | undefined> {
  const found = await findPerson(db, name);
  if (!found) return undefined;
  const mayWork = found.access === 'admin' || found.access === 'responder';
  return { name, isActive: found.deactivatedAt === null, mayWork };
}

async function tellAssigned(
  act: Act,
  state: IncidentState,
  { person, label }: { person: string; label: string },
): Promise<void> {
  await tellPerson(act, {
    person,
    write: ({ url }) => ({
      subject: subjectOf(state, `you are ${label}`),
      paragraphs: ['Somebody gave you this role. Say so if you cannot take it.'],
      link: { label: 'Open the incident', url: `${url}/incidents/${state.ref}` },
    }),
  });
}
