import type { SessionChange } from '@muster/contract/learn/sessions';
import * as endpoints from '@muster/contract/learn/sessions';
import { z } from 'zod';
import { knownPeople } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { actorName } from '../../platform/actor.ts';
import { isBefore } from '../../platform/instants.ts';
import { notFound, Refusal, wrong } from '../../platform/refusal.ts';
import { changeWithin, turnWithin } from '../followup/actions.ts';
import { invite, sessionSweep, tellGuests, tellSession } from '../invitation/actions.ts';
import { topicOf } from '../retrospective/model.ts';
import { saveMeetings } from '../retrospective/store.ts';
import { stopAll } from '../timekeeping/actions.ts';
import { duesAfter, type Session, saysElse, shownAfter } from './model.ts';
import {
  followUpsOf,
  guestsOf,
  lockSession,
  markAnswered,
  pollOf,
  reportIds,
  reportsNamed,
  saveAttended,
  saveDeciders,
  saveGuests,
  saveItems,
  saveOutcome,
  savePoll,
  saveSession,
  takingPart,
} from './store.ts';

export const planSession = action(
  { name: 'learn.planSession', who: 'responder', input: endpoints.planSession.body },
  async (act, { title, startsAt, minutes, place, people, reports, ...leads }): Promise<{ id: string }> => {
    const { actor } = act.caller;
    if (actor.kind !== 'person')
      throw new Refusal('conflict', 'A person invites to a session, and no machine.');
    const planned: Session = {
      id: act.newId(),
      title,
      startsAt: Temporal.Instant.from(startsAt),
      minutes,
      place,
      state: 'planned',
      sequence: 0,
      notes: '',
      organiser: actor.name,
      version: 1,
      createdAt: act.now,
      ...leads,
      draftDueAt: null,
      decideFrom: null,
      soakDueAt: null,
    };
    refusePast(act, planned);
    await refuseStrangers(act, '/facilitator', leadsOf(planned));
    const one = { ...planned, ...duesAfter(null, planned, act.now) };
    await saveSession(act.tx, one);
    await putAgenda(act, one.id, reports);
    await keepMeetings(act, { was: null, left: reports }, one);
    await putPeople(act, one.id, people);
    await invite(act, one, { people, isOver: false });
    wake(act, one);
    tellSession(act, one, { title, startsAt, people: people.length, reports: reports.length });
    return { id: one.id };
  },
);

export const changeSession = action(
  {
    name: 'learn.changeSession',
    who: 'responder',
    input: z.strictObject({ id: z.string(), change: endpoints.changeSession.body }),
  },
  async (act, { id, change }): Promise<void> => {
    const before = await takingPart(act.tx, id);
    const changed = withChange(before, change);
    await refuseStrangers(act, '/facilitator', leadsOf(changed));
    const isElse = saysElse(before, changed) || change.people !== undefined;
    const after = {
      ...changed,
      ...duesAfter(before, changed, act.now),
      sequence: before.sequence + (isElse ? 1 : 0),
      version: before.version + 1,
    };
    refuseTurn(act, before, changed);
    await saveSession(act.tx, after);
    const left = await reportIds(act.tx, id);
    if (change.reports) await putAgenda(act, id, change.reports);
    await keepMeetings(act, { was: before.startsAt, left }, after);
    const gone = change.people ? await putPeople(act, id, change.people) : [];
    if (change.attended) await putAttended(act, id, change.attended);
    if (after.state !== 'planned') await stopAll(act, id);
    if (change.deciders) await putDeciders(act, id, change.deciders);
    wake(act, after);
    await tellGuests(act, before, after, gone);
    tellSession(act, after, { after: { ...change, notes: undefined } });
  },
);

/** What was changed or dropped becomes so in the same moment, by the same rules as anywhere else. */
export const decideFollowUp = action(
  {
    name: 'learn.decideFollowUp',
    who: 'responder',
    input: z.strictObject({ id: z.string(), followUp: z.string(), decision: endpoints.decideFollowUp.body }),
  },
  async (act, { id, followUp, decision: { outcome, note, ...change } }): Promise<void> => {
    const one = await takingPart(act.tx, id);
    const which = { ref: followUp, ifMatch: null };
    const by = actorName(act.caller.actor);
    const decided = { outcome, note, by, at: act.now };
    if (!(await saveOutcome(act.tx, { session: id, subject: followUp }, decided)))
      throw notFound('follow-up on this agenda');
    const reason = note === '' ? {} : { reason: note };
    if (outcome === 'changed') await changeWithin(act, { ...which, change: { ...change, ...reason } });
    else if (Object.keys(change).length > 0)
      throw wrong('/outcome', 'Only what was changed becomes another.');
    if (outcome === 'dropped')
      await turnWithin(act, { ...which, turning: { state: 'cancelled', ...reason } });
    tellSession(act, one, { decided: outcome });
  },
);

/** That somebody answered is kept; what, only as part of sums. The audit log does not tell it either. */
export const answerPoll = action(
  {
    name: 'learn.answerPoll',
    who: 'signedIn',
    input: endpoints.answerPoll.body.extend({ id: z.string() }),
  },
  async (act, { id, differently, again }): Promise<void> => {
    const one = await lockSession(act.tx, id);
    if (!one || act.caller.actor.kind !== 'person') throw notFound('session');
    if (one.state !== 'held') throw new Refusal('conflict', 'It is asked once the session is over.');
    if (!(await markAnswered(act.tx, id, act.caller.actor.name)))
      throw new Refusal('conflict', 'Whoever was there answers, and once.');
    const { sums, shown } = await pollOf(act.tx, id);
    const after = {
      answers: sums.answers + 1,
      differently: sums.differently + (differently ? 1 : 0),
      again: sums.again + (again ? 1 : 0),
    };
    await savePoll(act.tx, id, after, shownAfter(after, shown));
    tellSession(act, one, { answered: true });
  },
);

function withChange(one: Session, change: SessionChange): Session {
  const { title, startsAt, minutes, place, notes, state, decideFrom } = change;
  const { facilitator, coFacilitator, noteTaker } = change;
  return {
    ...one,
    ...(title === undefined ? {} : { title }),
    ...(startsAt === undefined ? {} : { startsAt: Temporal.Instant.from(startsAt) }),
    ...(minutes === undefined ? {} : { minutes }),
    ...(place === undefined ? {} : { place }),
    ...(notes === undefined ? {} : { notes }),
    ...(state === undefined ? {} : { state }),
    ...(decideFrom === undefined ? {} : { decideFrom: Temporal.Instant.from(decideFrom) }),
    facilitator: facilitator === undefined ? one.facilitator : facilitator,
    coFacilitator: coFacilitator === undefined ? one.coFacilitator : coFacilitator,
    noteTaker: noteTaker === undefined ? one.noteTaker : noteTaker,
  };
}

function refuseTurn(act: Act, before: Session, after: Session): void {
  if (before.state === 'held' && after.state === 'cancelled')
    throw new Refusal('conflict', 'It took place, so it cannot be cancelled.');
  if (before.state !== 'held' && after.state === 'held' && isAhead(act, after))
    throw wrong('/state', 'It has not begun yet.');
  if (!before.startsAt.equals(after.startsAt) && before.state === 'planned') refusePast(act, after);
  if (after.decideFrom !== null && after.state !== 'held')
    throw wrong('/decideFrom', 'Ideas are decided on once it took place.');
}

function leadsOf({ facilitator, coFacilitator, noteTaker }: Session): string[] {
  return [facilitator, coFacilitator, noteTaker].filter((one) => one !== null);
}

function wake(act: Act, { draftDueAt, soakDueAt }: Session): void {
  for (const at of [draftDueAt, soakDueAt]) if (at) act.poke(sessionSweep, at);
}

function isAhead(act: Act, { startsAt }: Session): boolean {
  return isBefore(act.now, startsAt);
}

function refusePast(act: Act, one: Session): void {
  if (!isAhead(act, one)) throw wrong('/startsAt', 'A session is planned for a time to come.');
}

/** The reports in this order, and what is open of their follow-ups. */
async function putAgenda(act: Act, id: string, wanted: readonly string[]): Promise<void> {
  const reports = await reportsNamed(act.tx, wanted);
  if (reports.length < new Set(wanted).size)
    throw wrong('/reports', 'Only reports of incidents that are not private are on an agenda.');
  const followUps = await followUpsOf(act.tx, reports);
  await saveItems(act.tx, id, [
    ...reports.map((one) => ({ kind: 'report' as const, subject: one.id })),
    ...followUps.map((one) => ({ kind: 'follow-up' as const, subject: one.id })),
  ]);
}

/** A session about a draft is its meeting: the report says when people meet, or that they do not. */
async function keepMeetings(
  act: Act,
  { was, left }: { was: Temporal.Instant | null; left: readonly string[] },
  one: Session,
): Promise<void> {
  const now = one.state === 'cancelled' ? [] : await reportIds(act.tx, one.id);
  const over = left.filter((id) => !now.includes(id));
  await saveMeetings(act.tx, over, { was, at: null });
  await saveMeetings(act.tx, now, { was, at: one.startsAt });
  act.hint(...[...over, ...now].map((id) => topicOf({ id })));
}

/** Answers who is not invited any more. */
async function putPeople(act: Act, id: string, people: readonly string[]): Promise<string[]> {
  await refuseStrangers(act, '/people', people);
  const before = await guestsOf(act.tx, id);
  await saveGuests(act.tx, id, people);
  const now = new Set((await guestsOf(act.tx, id)).map((one) => one.person));
  return before.map((one) => one.person).filter((person) => !now.has(person));
}

async function putAttended(act: Act, id: string, people: readonly string[]): Promise<void> {
  await refuseStrangers(act, '/attended', people);
  await saveAttended(act.tx, id, people);
}

async function putDeciders(act: Act, id: string, people: readonly string[]): Promise<void> {
  await refuseStrangers(act, '/deciders', people);
  await saveDeciders(act.tx, id, people);
}

async function refuseStrangers(act: Act, pointer: string, people: readonly string[]): Promise<void> {
  const known = await knownPeople(act.tx, people);
  const unknown = people.find((one) => !known.has(one));
  if (unknown !== undefined) throw wrong(pointer, `There is nobody called ${unknown}.`);
}
