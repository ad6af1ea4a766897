import type { NewEvent } from '@muster/contract/respond/events';
import {
  byRef,
  changeIncident as changeEndpoint,
  declareIncident as declareEndpoint,
  reopenIncident as reopenEndpoint,
  resolveIncident as resolveEndpoint,
} from '@muster/contract/respond/incidents';
import type { IncidentActor, IncidentState } from '@muster/contract/respond/state';
import { z } from 'zod';
import { activePeople, allServices } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { mayAct } from '../../platform/actor.ts';
import { newSecret } from '../../platform/ids.ts';
import { Refusal } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { seen, type Wisher, wisherOf } from '../access/model.ts';
import { hideFromOthers, linkRecurrence } from '../link/actions.ts';
import { decidePrivacy } from '../member/decide.ts';
import { decideLeft } from '../role/decide.ts';
import { loadSettings } from '../settings/store.ts';
import { beginIncident, changeIncident } from '../stream/actions.ts';
import type { Folded } from '../stream/model.ts';
import { lockIncident, nextRef } from '../stream/store.ts';
import { decideChange, decideDeclared, decideReopened, decideResolved } from './decide.ts';

const ifMatch = z.string().max(200).nullable();

/** Opens an incident. Anybody with an account may; one field is enough. */
export const declareIncident = action(
  { name: 'respond.declareIncident', who: 'signedIn', input: declareEndpoint.body },
  async (act, given): Promise<{ ref: string }> => {
    const { state } = await openIncident(act, given);
    return { ref: state.ref };
  },
);

type Declaring = z.output<(typeof declareEndpoint)['body']>;

/** The same within the caller's transaction, in the name of whoever asked there or, with `as`, of a rule. */
export async function openIncident(act: Act, given: Declaring, as?: IncidentActor): Promise<Folded> {
  const settings = await loadSettings(act.tx);
  const wisher = wisherOf(act.caller.actor);
  // What a machine declares is open: a rule must not fall silent because the usual kind is private.
  const usual = settings.types.find((one) => wisher.person !== null || !one.private) ?? settings.types[0];
  const type = given.type ?? usual?.name ?? '';
  const isPrivate =
    (given.private ?? false) || settings.types.some((one) => one.name === type && one.private);
  await refuseUnknownServices(act, given.services ?? []);
  const declaration = {
    ref: isPrivate ? codeName() : await nextRef(act.tx),
    title: given.title,
    summary: given.summary ?? '',
    kind: given.kind ?? 'real',
    isPrivate,
    type,
    source: given.source ?? null,
    severity: given.severity ?? null,
    services: given.services ?? [],
    startedAt: given.startedAt ? wireTime(Temporal.Instant.from(given.startedAt)) : null,
    endedAt: given.endedAt ? wireTime(Temporal.Instant.from(given.endedAt)) : null,
    consequences: given.consequences ?? [],
    fields: given.fields ?? {},
    key: codeName().toLowerCase(),
    // Whoever may only read declares all the same, and somebody else commands.
    takesCommand: (given.command ?? false) && mayAct(act.caller.actor, 'responder'),
  } as const;
  const kind = settings.types.find((one) => one.name === type);
  const tasks = declaration.kind === 'retroactive' ? [] : (kind?.tasks ?? []);
  const linked = given.page ? [{ type: 'pageLinked', data: { page: given.page } } as const] : [];
  const begun = beginIncident(
    act,
    [
      ...decideDeclared(declaration, settings, wisher, act.now),
      ...linked,
      ...tasks.map((text) => taskOf(act.newId(), text)),
    ],
    as,
  );
  if (given.recurrenceOf !== undefined) await linkRecurrence(act, begun.state, given.recurrenceOf);
  return begun;
}

/** A task of the template: it is there from the start, and nobody has it yet. */
function taskOf(id: string, text: string): NewEvent {
  return { type: 'taskAdded', data: { id, text, person: null, dueAt: null, stream: null, accepted: false } };
}

/** Says something else about it: title, severity, status, services, moments. */
export const changeDetails = action(
  {
    name: 'respond.changeIncident',
    who: 'responder',
    input: z.strictObject({ ...byRef.shape, ifMatch, change: changeEndpoint.body }),
  },
  async (act, { ref, ifMatch: version, change }) => {
    await refuseUnknownServices(act, change.services ?? []);
    const settings = await loadSettings(act.tx);
    const given = { wisher: wisherOf(act.caller.actor), now: act.now };
    const hidden = settings.types.find((one) => one.name === change.type && one.private);
    if (hidden) await hideFromOthers(act, ref);
    await changeIncident(act, { ref, ifMatch: version }, ({ state }) => [
      ...decideChange(state, change, settings, given),
      ...(hidden ? decideHidden(state, { label: hidden.label, reason: change.reason }, given.wisher) : []),
    ]);
  },
);

/** Of a kind that is always private it is private from the same moment. */
function decideHidden(
  state: IncidentState,
  { label, reason }: { label: string; reason: string | undefined },
  wisher: Wisher,
): NewEvent[] {
  const why = reason || `It became: ${label}.`;
  return decidePrivacy(state, { private: true, reason: why }, { wisher, isAlwaysPrivate: true });
}

export const resolveIncident = action(
  {
    name: 'respond.resolveIncident',
    who: 'responder',
    input: z.strictObject({ ...byRef.shape, given: resolveEndpoint.body }),
  },
  async (act, { ref, given }) => {
    const settings = await loadSettings(act.tx);
    const at = given?.at ? wireTime(Temporal.Instant.from(given.at)) : null;
    await changeIncident(act, { ref }, ({ state }) =>
      decideResolved(state, settings, { at, text: given?.text ?? '', now: act.now }),
    );
  },
);

export const reopenIncident = action(
  {
    name: 'respond.reopenIncident',
    who: 'responder',
    input: z.strictObject({ ...byRef.shape, ...reopenEndpoint.body.shape }),
  },
  async (act, { ref, reason }) => {
    const settings = await loadSettings(act.tx);
    const gone = await leaversIn(act, seen(await lockIncident(act.tx, ref), act.caller.actor));
    await changeIncident(act, { ref }, ({ state }) => [
      ...decideReopened(state, settings, { reason, now: act.now }),
      ...gone.flatMap((person) => decideLeft(state, person)),
    ]);
  },
);

/** Who left the company while nobody worked on it, and still stands there with a role. */
export async function leaversIn(
  act: Act,
  { assignments }: Pick<IncidentState, 'assignments'>,
): Promise<string[]> {
  const holders = new Set(assignments.filter((one) => one.until === null).map((one) => one.person));
  const able = await activePeople(act.tx, [...holders]);
  return [...holders].filter((one) => !able.has(one));
}

/** Refuses with the place of each name that is no service. */
export async function refuseUnknownServices(act: Act, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const known = new Set((await allServices(act.tx)).map((one) => one.name));
  const errors = names.flatMap((one, i) =>
    known.has(one) ? [] : [{ pointer: `/services/${i}`, message: `There is no service "${one}".` }],
  );
  if (errors.length > 0) throw new Refusal('invalid', 'Some of these services do not exist.', errors);
}

/** For private incidents, and what belongs to them: it tells no number, so nobody can count them (P11). */
export function codeName(kind = 'PRV'): string {
  return `${kind}-${newSecret()
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .slice(0, 8)
    .toUpperCase()}`;
}
