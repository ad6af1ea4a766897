import * as endpoints from '@muster/contract/learn/followups';
import { followUpChanged } from '@muster/contract/learn/followups';
import type { IncidentState } from '@muster/contract/respond/state';
import { z } from 'zod';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { actorName } from '../../platform/actor.ts';
import { laterOf } from '../../platform/instants.ts';
import { Refusal } from '../../platform/refusal.ts';
import {
  auditSubject,
  codeName,
  findIncident,
  insiderName,
  insidersOf,
  seenIncident,
} from '../../respond/index.ts';
import {
  type Report,
  refuseUnknown,
  refuseUnknownApprovers,
  reportOf,
  seenWithIncident,
  teamOfServices,
  unknownReport,
  zoneOf,
} from '../owner/store.ts';
import { remindSweep, tellApprovers, tellOwner } from '../reminder/actions.ts';
import {
  type Decided,
  decideChange,
  decideCheck,
  decideNoted,
  decideTurn,
  isWhole,
  type Moment,
} from './decide.ts';
import { type FollowUp, isActive, mostOfIncident, nextReminder, remindersOf } from './model.ts';
import {
  insertRecurrence,
  loadFollowUpSettings,
  lockFollowUp,
  lockIncidentFollowUps,
  lockReminding,
  nextFollowUpRef,
  saveFollowUp,
  saveFollowUpSettings,
  setReminded,
} from './store.ts';

export const addFollowUp = action(
  { name: 'learn.addFollowUp', who: 'responder', input: endpoints.addFollowUp.body },
  async (act, { incident: ref, promise, title, ...wish }) => {
    const report = await reportOf(act.tx, wish, act.caller.actor);
    const named = ref ? await seenIncident(act.tx, ref, act.caller.actor) : null;
    const incident = named ?? report?.incident ?? null;
    refuseOtherIncident(report, incident?.id ?? null);
    const services = wish.services ?? incident?.services ?? report?.services ?? [];
    const team = wish.team ?? (await teamOfServices(act.tx, services));
    const filled = { ...wish, services, team, retrospective: report?.retrospective ?? null };
    await refuseUnknown(act.tx, filled, incident);
    const one = await noteFollowUp(act, { title, wish: filled, incident });
    if (!(promise ?? isWhole(one))) return one.ref;
    const promised = decideTurn(one, { state: 'open' }, await momentOf(act, one));
    await keep(act, promised, { incident, before: one });
    return one.ref;
  },
);

/** Notes an idea in the caller's transaction; `entry` is the line of a later-list that it was. */
export async function noteFollowUp(
  act: Act,
  {
    title,
    wish,
    incident,
    entry = null,
    by = actorName(act.caller.actor),
  }: {
    title: string;
    wish: Parameters<typeof decideNoted>[1];
    incident: IncidentState | null;
    entry?: string | null;
    by?: string;
  },
): Promise<FollowUp> {
  if (incident && (await lockIncidentFollowUps(act.tx, incident.id)) >= mostOfIncident)
    throw new Refusal('conflict', `An incident has at most ${mostOfIncident} follow-ups that are not over.`);
  const made = {
    id: act.newId(),
    // A number would be missing from those that others see, and so tell them that there is one.
    ref: incident?.private ? codeName('FU') : await nextFollowUpRef(act.tx),
    title,
    entry,
    createdBy: by,
    incident: incident?.id ?? null,
  };
  const noted = decideNoted(made, wish, await momentOf(act, { owner: wish.owner ?? null }));
  await keep(act, noted, { incident, before: null });
  return noted.after;
}

const target = z.strictObject({ ref: z.string(), ifMatch: z.string().max(200).nullable() });

export const changeFollowUp = action(
  {
    name: 'learn.changeFollowUp',
    who: 'responder',
    input: target.extend({ change: endpoints.changeFollowUp.body }),
  },
  changeWithin,
);

type Which = z.output<typeof target>;

/** In the caller's transaction, such as that of a session. */
export async function changeWithin(
  act: Act,
  { change, ...which }: Which & { change: z.output<typeof endpoints.changeFollowUp.body> },
): Promise<void> {
  const { one, incident } = await lockSeen(act, which);
  await refuseUnknown(act.tx, change, incident);
  const { retrospective = one.retrospective, factor = one.factor } = change;
  const isLinked = Boolean(change.retrospective || change.factor);
  const report = isLinked ? await reportOf(act.tx, { retrospective, factor }, act.caller.actor) : null;
  refuseOtherIncident(report, one.incident);
  const owner = change.owner === undefined ? one.owner : change.owner;
  const linked = report ? { ...change, retrospective: report.retrospective } : change;
  const decided = decideChange(one, linked, await momentOf(act, { owner }));
  if (decided) await keep(act, decided, { incident, before: one });
}

export const turnFollowUp = action(
  {
    name: 'learn.turnFollowUp',
    who: 'responder',
    input: target.extend({ turning: endpoints.turnFollowUp.body }),
  },
  turnWithin,
);

/** In the caller's transaction, such as that of a session. */
export async function turnWithin(
  act: Act,
  { turning, ...which }: Which & { turning: z.output<typeof endpoints.turnFollowUp.body> },
): Promise<void> {
  const { one, incident } = await lockSeen(act, which);
  await keep(act, decideTurn(one, turning, await momentOf(act, one)), { incident, before: one });
}

export const checkFollowUp = action(
  {
    name: 'learn.checkFollowUp',
    who: 'responder',
    input: target.extend({ answer: endpoints.checkFollowUp.body }),
  },
  async (act, { answer: { outcome, note = '' }, ...which }) => {
    const { one, incident } = await lockSeen(act, which);
    const by = actorName(act.caller.actor);
    const decided = decideCheck(one, { outcome, note, by }, await momentOf(act, one));
    await keep(act, decided, { incident, before: one });
  },
);

export const noteRecurrence = action(
  {
    name: 'learn.noteRecurrence',
    who: 'responder',
    input: target.extend({ incident: z.string() }),
  },
  async (act, { incident: ref, ...which }) => {
    const { one, incident } = await lockSeen(act, which);
    const again = await seenIncident(act.tx, ref, act.caller.actor);
    if (again.id === one.incident) throw new Refusal('conflict', 'It was agreed after this very incident.');
    if (one.state !== 'done')
      throw new Refusal('conflict', 'It is not done, so nothing came in spite of it.');
    await recurs(act, { one, incident }, again);
  },
);

/**
 * Puts on record that an incident came although the work was done; once for each incident. Of a private one nothing stands
 * in the history: those who may see the follow-up need not be inside, and its people find it with the follow-up.
 */
async function recurs(act: Act, { one, incident }: Found, again: IncidentState): Promise<void> {
  const by = actorName(act.caller.actor);
  const row = { followUp: one.id, incident: again.id, by, at: act.now };
  if (!(await insertRecurrence(act.tx, row))) return;
  if (again.private) {
    act.record(auditSubject(again));
    act.hintOnly(insidersOf(again), 'follow-ups');
    return;
  }
  const after = { ...one, version: one.version + 1, changedAt: act.now };
  const turn = { act: 'recurred', detail: { incident: again.ref } } as const;
  await keep(act, { after, turn }, { incident, before: one });
}

export const changeSettings = action(
  { name: 'learn.changeFollowUpSettings', who: 'admin', input: endpoints.putFollowUpSettings.body },
  async (act, settings) => {
    const before = await loadFollowUpSettings(act.tx);
    await refuseUnknownApprovers(act.tx, settings.approvers);
    await saveFollowUpSettings(act.tx, settings, act.now);
    act.record('follow-ups:settings', { before, after: settings });
    for (const one of await lockReminding(act.tx)) {
      const all = remindersOf(one, settings, await zoneOf(act.tx, one.owner));
      const remindedTo = laterOf(one.remindedTo, act.now);
      await setReminded(act.tx, one.id, { remindedTo, remindAt: nextReminder(all, remindedTo) });
    }
    act.hint('follow-ups');
    act.poke(remindSweep);
    return settings;
  },
);

interface Found {
  one: FollowUp;
  incident: IncidentState | null;
}

async function lockSeen(act: Act, { ref, ifMatch }: z.output<typeof target>): Promise<Found> {
  const one = await seenWithIncident(act.tx, await lockFollowUp(act.tx, ref), act.caller.actor);
  if (ifMatch !== null && ifMatch.replaceAll('"', '') !== String(one.version))
    throw new Refusal('precondition', 'It has changed since you read it. Look at it again.');
  const incident = one.incident === null ? null : ((await findIncident(act.tx, one.incident)) ?? null);
  return { one, incident };
}

/** What belongs to a private incident must not be told by what hangs on another. */
function refuseOtherIncident(report: Report | null, incident: string | null): void {
  if (report?.incident && report.incident.id !== incident)
    throw unknownReport('/retrospective', 'is about another incident');
}

async function momentOf(act: Act, { owner }: Pick<FollowUp, 'owner'>): Promise<Moment> {
  const settings = await loadFollowUpSettings(act.tx);
  const by = insiderName(act.caller.actor);
  return { now: act.now, settings, timeZone: await zoneOf(act.tx, owner), by };
}

async function keep(
  act: Act,
  { after, turn }: Decided,
  { incident, before }: { incident: IncidentState | null; before: FollowUp | null },
): Promise<void> {
  const { settings, timeZone } = await momentOf(act, after);
  const remindAt = nextReminder(remindersOf(after, settings, timeZone), after.remindedTo);
  const by = before ? actorName(act.caller.actor) : after.createdBy;
  await saveFollowUp(act.tx, after, { remindAt, turn, at: act.now, by });
  tell(act, { after, turn }, incident);
  if (remindAt) act.poke(remindSweep, remindAt);
  const isNew = !before || before.owner !== after.owner || !isActive(before);
  if (isActive(after) && isNew) await tellOwner(act, after, incident);
  if (turn.act === 'asked') await tellApprovers(act, after, { incident, approvers: settings.approvers });
}

function tell(act: Act, { after, turn }: Decided, incident: IncidentState | null): void {
  if (incident?.private) {
    act.record(auditSubject(incident));
    act.hintOnly(insidersOf(incident), 'follow-ups');
  } else {
    act.record(`follow-up:${after.ref}`, { [turn.act]: turn.detail });
    act.hint('follow-ups');
  }
  act.publish(
    followUpChanged(after.id, { followUp: after.id, incident: after.incident, state: after.state }),
  );
}
