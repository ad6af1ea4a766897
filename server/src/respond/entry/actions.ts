import { alertsFired } from '@muster/contract/detect/events';
import type { DomainEvent } from '@muster/contract/platform/event';
import * as endpoints from '@muster/contract/respond/entries';
import { z } from 'zod';
import { alertsNamed } from '../../detect/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { compileCondition } from '../../platform/condition.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { incidentActor, wisherOf } from '../access/model.ts';
import { activePerson } from '../person/actions.ts';
import { loadSettings } from '../settings/store.ts';
import { changeIncident } from '../stream/actions.ts';
import {
  type Asked,
  decideAdded,
  decideCorrected,
  decideEvidence,
  decideObjected,
  decidePinned,
  decideQuiet,
  decideReopened,
  decideRetracted,
  decideSettled,
  type Known,
  type Parts,
} from './decide.ts';
import { armedTripwires } from './store.ts';
import { decideTripped, variablesOf } from './tripwire.ts';

const byEntry = endpoints.changeEntry.params.shape;

export const addEntry = action(
  {
    name: 'respond.addEntry',
    who: 'responder',
    input: z.strictObject({ ref: z.string(), ...endpoints.addEntry.body.shape }),
  },
  async (act, { ref, kind, text, at = null, evidence = null, pinned = false, ...wish }) => {
    const parts = await partsOf(act, wish);
    const given = { id: act.newId(), kind, text, at, evidence, pinned, parts };
    const known = await knownTo(act, parts);
    await changeIncident(act, { ref, entries: parts.about ? [parts.about] : [] }, (folded) =>
      decideAdded(folded, given, { known, ...asked(act) }),
    );
  },
);

export const changeEntry = action(
  {
    name: 'respond.changeEntry',
    who: 'responder',
    input: z.strictObject({ ...byEntry, ...endpoints.changeEntry.body.shape }),
  },
  async (act, { ref, id, text, at, kind, ...wish }) => {
    const parts = await partsOf(act, wish);
    const known = await knownTo(act, parts);
    await changeIncident(act, { ref, entries: [id, ...(parts.about ? [parts.about] : [])] }, (folded) =>
      decideCorrected(folded, id, { text, at, kind, parts }, { known, ...asked(act) }),
    );
  },
);

export const settleEntry = action(
  {
    name: 'respond.settleEntry',
    who: 'responder',
    input: z.strictObject({ ...byEntry, ...endpoints.settleEntry.body.shape }),
  },
  async (act, { ref, id, ...ending }) => {
    await changeIncident(act, { ref, entries: [id] }, (folded) => decideSettled(folded, id, ending));
  },
);

export const reopenEntry = action(
  {
    name: 'respond.reopenEntry',
    who: 'responder',
    input: z.strictObject({ ...byEntry, ...endpoints.reopenEntry.body.shape }),
  },
  async (act, { ref, id, reason }) => {
    await changeIncident(act, { ref, entries: [id] }, (folded) => decideReopened(folded, id, reason));
  },
);

export const pinEntry = action(
  {
    name: 'respond.pinEntry',
    who: 'responder',
    input: z.strictObject({ ...byEntry, ...endpoints.pinEntry.body.shape }),
  },
  async (act, { ref, id, pinned }) => {
    await changeIncident(act, { ref, entries: [id] }, (folded) => decidePinned(folded, id, pinned));
  },
);

export const retractEntry = action(
  {
    name: 'respond.retractEntry',
    who: 'responder',
    input: z.strictObject({ ...byEntry, ...endpoints.retractEntry.query.shape }),
  },
  async (act, { ref, id, reason }) => {
    await changeIncident(act, { ref, entries: [id] }, (folded) =>
      decideRetracted(folded, id, reason, asked(act)),
    );
  },
);

export const addEvidence = action(
  {
    name: 'respond.addEvidence',
    who: 'responder',
    input: z.strictObject({ ...byEntry, ...endpoints.addEvidence.body.shape }),
  },
  async (act, { ref, id, ...given }) => {
    const by = incidentActor(act.caller.actor).name;
    await changeIncident(act, { ref, entries: [id] }, (folded) =>
      decideEvidence(folded, id, { ...given, by }, asked(act)),
    );
  },
);

export const objectToDecision = action(
  {
    name: 'respond.objectToDecision',
    who: 'responder',
    input: z.strictObject({ ...byEntry, ...endpoints.objectToDecision.body.shape }),
  },
  async (act, { ref, id, text }) => {
    const by = incidentActor(act.caller.actor).name;
    await changeIncident(act, { ref, entries: [id] }, (folded) => decideObjected(folded, id, { text, by }));
  },
);

export const setQuiet = action(
  {
    name: 'respond.setQuiet',
    who: 'responder',
    input: z.strictObject({ ref: z.string(), ...endpoints.setQuiet.body.shape }),
  },
  async (act, { ref, quiet }) => {
    await changeIncident(act, { ref }, ({ state }) => decideQuiet(state, quiet, asked(act)));
  },
);

/** Trips what waits for one of these alerts, each once, in the name of the rule. */
export async function followAlerts(act: Act, events: readonly DomainEvent[]): Promise<void> {
  const ids = events.filter(alertsFired.is).flatMap((event) => event.payload.alerts);
  const armed = ids.length === 0 ? [] : await armedTripwires(act.tx);
  if (armed.length === 0) return;
  const alerts = (await alertsNamed(act.tx, ids)).map((alert) => ({ alert, variables: variablesOf(alert) }));
  for (const { incident, entry, condition } of armed) {
    const holds = compileCondition(condition);
    const found = typeof holds === 'function' && alerts.find(({ variables }) => holds(variables))?.alert;
    if (!found) continue;
    const address = `${act.platform.settings.url}/alerts/${found.id}`;
    const as = { kind: 'rule', name: 'tripwire' } as const;
    await changeIncident(act, { ref: incident, entries: [entry], as }, (folded) =>
      decideTripped(folded, entry, { ...found, address }),
    );
  }
}

function asked(act: Act): Asked {
  return { wisher: wisherOf(act.caller.actor), now: wireTime(act.now) };
}

/** The settings are read only where a severity is named. */
async function knownTo(act: Act, { raiseTo }: Pick<Parts, 'raiseTo'>): Promise<Known> {
  const { severities } = raiseTo === undefined ? { severities: [] } : await loadSettings(act.tx);
  return {
    severities: severities.map((one) => one.name),
    problemOf(condition) {
      const compiled = compileCondition(condition);
      return typeof compiled === 'function' ? null : compiled.problem;
    },
  };
}

/** What was said and nothing else; the person is one who can, and moments are wire times. */
async function partsOf(act: Act, wish: Partial<Record<keyof Parts, unknown>> & Parts): Promise<Parts> {
  const person = await activePerson(act, wish.person);
  const given = Object.entries({
    ...wish,
    ...(person === null ? {} : { person }),
    ...(wish.dueAt === undefined ? {} : { dueAt: new Date(wish.dueAt).toISOString() }),
    ...(wish.revisitAt === undefined ? {} : { revisitAt: new Date(wish.revisitAt).toISOString() }),
  });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}
