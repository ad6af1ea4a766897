/** Ideas of a session: put aside while people learn, decided on by a small group two days of work later (P20). */
import * as endpoints from '@muster/contract/learn/facilitation';
import { z } from 'zod';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { actorName } from '../../platform/actor.ts';
import { isBefore } from '../../platform/instants.ts';
import { notFound, Refusal, wrong } from '../../platform/refusal.ts';
import { noteFollowUp, turnWithin } from '../followup/actions.ts';
import { isWhole } from '../followup/decide.ts';
import { tellSession } from '../invitation/actions.ts';
import { refuseUnknown, reportOf, teamOfServices } from '../owner/store.ts';
import type { Session } from '../session/model.ts';
import { reportIds, takingPart } from '../session/store.ts';
import { findIdea, ideasOf, insertIdea, type Stored, settleIdea } from './store.ts';

/** A session with more is a brainstorm; nobody decides on so many. */
const mostIdeas = 200;

export const addIdea = action(
  { name: 'learn.addIdea', who: 'reader', input: endpoints.addIdea.body.extend({ id: z.string() }) },
  async (act, { id, text, report }): Promise<void> => {
    const one = await takingPart(act.tx, id);
    if (report !== null && !(await reportIds(act.tx, id)).includes(report))
      throw wrong('/report', 'is not on this agenda');
    if ((await ideasOf(act.tx, id)).length >= mostIdeas)
      throw new Refusal('conflict', `A session keeps at most ${mostIdeas} ideas.`);
    await insertIdea(act.tx, id, {
      id: act.newId(),
      text,
      report,
      by: actorName(act.caller.actor),
      at: act.now,
    });
    tellSession(act, one, { idea: text });
  },
);

/** It becomes a promise where all is said that a promise needs, and else stays an idea among the follow-ups. */
export const takeIdea = action(
  {
    name: 'learn.takeIdea',
    who: 'responder',
    input: z.strictObject({ id: z.string(), idea: z.string(), taking: endpoints.ideaTaking }),
  },
  async (act, { id, idea, taking: { title, ...wish } }): Promise<void> => {
    const { one, idea: found } = await lockRested(act, id, idea);
    const report = await reportOf(act.tx, { retrospective: found.report }, act.caller.actor);
    const incident = report?.incident ?? null;
    const services = incident?.services ?? report?.services ?? [];
    const team = await teamOfServices(act.tx, services);
    const filled = {
      ...wish,
      services,
      team,
      retrospective: report?.retrospective ?? null,
      note: found.text === title ? '' : found.text,
    };
    await refuseUnknown(act.tx, filled, incident);
    const noted = await noteFollowUp(act, { title, wish: filled, incident });
    if (isWhole(noted)) await turnWithin(act, { ref: noted.ref, ifMatch: null, turning: { state: 'open' } });
    await settle(act, one, found, { state: 'taken', followUp: noted.ref, note: '' });
  },
);

export const dropIdea = action(
  {
    name: 'learn.dropIdea',
    who: 'responder',
    input: endpoints.dropIdea.body.extend({ id: z.string(), idea: z.string() }),
  },
  async (act, { id, idea, note }): Promise<void> => {
    const { one, idea: found } = await lockRested(act, id, idea);
    await settle(act, one, found, { state: 'dropped', followUp: null, note });
  },
);

async function lockRested(act: Act, id: string, idea: string): Promise<{ one: Session; idea: Stored }> {
  const one = await takingPart(act.tx, id);
  const found = await findIdea(act.tx, id, idea);
  if (!found) throw notFound('idea');
  if (found.state !== 'waiting') throw new Refusal('conflict', 'It was decided on already.');
  if (one.decideFrom === null)
    throw new Refusal('conflict', 'Ideas are decided on some days after the session took place.');
  if (isBefore(act.now, one.decideFrom))
    throw new Refusal('conflict', 'Ideas rest for now. Whoever cannot wait chooses an earlier moment.');
  return { one, idea: found };
}

async function settle(
  act: Act,
  one: Session,
  idea: Stored,
  how: Pick<Stored, 'state' | 'followUp' | 'note'>,
): Promise<void> {
  await settleIdea(act.tx, idea.id, { ...how, settledBy: actorName(act.caller.actor), at: act.now });
  tellSession(act, one, { idea: idea.text, [how.state]: how.followUp ?? how.note });
}
