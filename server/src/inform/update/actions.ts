import { newsOut } from '@muster/contract/inform/news';
import * as endpoints from '@muster/contract/inform/updates';
import { approverOf } from '@muster/contract/respond/approval';
import type { NewEvent } from '@muster/contract/respond/events';
import type { Audience } from '@muster/contract/respond/settings';
import type { IncidentActor, IncidentState, WaitingUpdate } from '@muster/contract/respond/state';
import { z } from 'zod';
import { tellPerson } from '../../oncall/index.ts';
import type { Act } from '../../platform/act.ts';
import { action, byItself } from '../../platform/action.ts';
import { actorName } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  auditSubject,
  changeIncident,
  hintAbout,
  seenIncident,
  settingsView,
  subjectOf,
} from '../../respond/index.ts';
import { refuseMisplaced } from '../notice/actions.ts';
import { decideWritten } from './decide.ts';
import { decideCorrected, decideRetracted, standing } from './history.ts';
import { type DueNews, dueNews, forgetDraft, newsOf, nextDue, saveDraft, saveDue } from './store.ts';
import { decideApproved, decideDue, decideWithdrawn, dueAtOf } from './waiting.ts';

/** Sends news, hands them in where they need a yes or have a time, or keeps them as a draft. */
export const writeUpdate = action(
  {
    name: 'inform.writeUpdate',
    who: 'responder',
    input: z.strictObject({ ...endpoints.createUpdate.params.shape, ...endpoints.createUpdate.body.shape }),
  },
  async (act, { ref, publish, ...wish }) => {
    const { audience, title = '', text = '', state: stage = null } = wish;
    if (publish) {
      await refuseMisplaced(act, wish);
      const { templates = [] } = await settingsView(act.tx);
      const given = { id: act.newId(), now: act.now, templates };
      const state = await carryOut(act, ref, (before) => decideWritten(before, wish, given));
      await forgetDraft(act.tx, state.id, audience);
      return;
    }
    const state = await seenIncident(act.tx, ref, act.caller.actor);
    const { components = [], pages = null, nextInMinutes = null } = wish;
    const draft = { audience, title, text, state: stage, components, pages, nextInMinutes, saved: null };
    await saveDraft(act.tx, state.id, draft, { at: act.now, by: actorName(act.caller.actor) });
    act.record(auditSubject(state), { draft: audience });
    hintAbout(act, state);
  },
);

const nameOf = ({ caller: { actor } }: Act) => (actor.kind === 'person' ? actor.name : null);

export const approveUpdate = action(
  {
    name: 'inform.approveUpdate',
    who: 'responder',
    input: z.strictObject({ ...endpoints.approveUpdate.params.shape, ...endpoints.approveUpdate.body.shape }),
  },
  async (act, { ref, ...these }) => {
    await carryOut(act, ref, (state) => decideApproved(state, these, { person: nameOf(act), now: act.now }));
  },
);

export const withdrawUpdate = action(
  {
    name: 'inform.withdrawUpdate',
    who: 'responder',
    input: z.strictObject({
      ...endpoints.withdrawUpdate.params.shape,
      ...endpoints.withdrawUpdate.body.shape,
    }),
  },
  async (act, { ref, ...these }) => {
    await carryOut(act, ref, (state) => decideWithdrawn(state, these, nameOf(act)));
  },
);

export const retractUpdate = action(
  {
    name: 'inform.retractUpdate',
    who: 'responder',
    input: z.strictObject({ ...endpoints.retractUpdate.params.shape, ...endpoints.retractUpdate.body.shape }),
  },
  async (act, { ref, id, reason }) => {
    const state = await seenIncident(act.tx, ref, act.caller.actor);
    const history = await newsOf(act.tx, state.id);
    await carryOut(act, ref, () => decideRetracted(history, id, reason));
  },
);

export const correctUpdate = action(
  {
    name: 'inform.correctUpdate',
    who: 'responder',
    input: z.strictObject({ ...endpoints.correctUpdate.params.shape, ...endpoints.correctUpdate.body.shape }),
  },
  async (act, { ref, id, ...is }) => {
    const seen = await seenIncident(act.tx, ref, act.caller.actor);
    const of = standing(await newsOf(act.tx, seen.id), id);
    await refuseMisplaced(act, { audience: of.audience, ...is });
    const newId = act.newId();
    await carryOut(act, ref, (state) => decideCorrected(state, { of, is, newId }));
  },
);

/** Appends what was decided, and does what follows: whoever carries news hears of it, and the clock is set. */
async function carryOut(
  act: Act,
  ref: string,
  decide: (state: IncidentState) => NewEvent | null,
  as?: IncidentActor,
): Promise<IncidentState> {
  const decided: { before: IncidentState; event: NewEvent }[] = [];
  const { state } = await changeIncident(act, { ref, ...(as ? { as } : {}) }, ({ state: before }) => {
    const event = decide(before);
    if (event !== null) decided.push({ before, event });
    return decided.map((one) => one.event);
  });
  for (const { before, event } of decided) await follow(act, { before, state }, event);
  return state;
}

interface Change {
  before: IncidentState;
  state: IncidentState;
}

async function follow(act: Act, { before, state }: Change, event: NewEvent): Promise<void> {
  switch (event.type) {
    case 'updatePublished':
      tellCarriers(act, state, event.data, 'published');
      break;
    case 'updateCorrected':
      tellCarriers(act, state, event.data, 'corrected');
      break;
    case 'updateRetracted':
      tellCarriers(act, state, event.data, 'retracted');
      return;
    case 'updateAsked':
      await askForYes(act, state, event.data.audience);
      break;
    case 'updateWithdrawn':
      await giveBack(act, before, event.data);
      break;
    case 'updateApproved':
      break;
    default:
      throw new Error(`${event.type} is not about news`);
  }
  const { audience } = event.data;
  const { unapprovedAfter = null } = await settingsView(act.tx);
  const dueAt = dueAtOf(state, audience, unapprovedAfter);
  await saveDue(act.tx, state.id, audience, dueAt);
  if (dueAt !== null) act.poke(waitingWork, Temporal.Instant.from(dueAt));
}

export const waitingWork = 'inform.watchWaiting';

type Out = Parameters<typeof newsOut>[1];

function tellCarriers(
  act: Act,
  { id }: IncidentState,
  { id: update, audience }: { id: string; audience: Out['audience'] },
  what: Out['act'],
): void {
  act.publish(newsOut(id, { update, audience, act: what }));
}

/** What did not go out is a draft again, of whoever wrote it, unless somebody has begun another. */
async function giveBack(
  act: Act,
  before: IncidentState,
  { audience, how, reason }: Extract<NewEvent, { type: 'updateWithdrawn' }>['data'],
): Promise<void> {
  const waiting = before.waiting?.[audience];
  if (!waiting) return;
  if (waiting.corrects === undefined) {
    const { title = '', text, pages = null, nextInMinutes } = waiting;
    const { state, components } = endpoints.draft
      .pick({ state: true, components: true })
      .parse({ state: waiting.state ?? null, components: waiting.components ?? [] });
    const draft = { audience, title, text, state, components, pages, nextInMinutes, saved: null };
    await saveDraft(act.tx, before.id, draft, { at: act.now, by: waiting.writtenBy.name });
  }
  if (how !== 'withdrawn') await tellWriter(act, before, { audience, waiting, reason });
}

/** Answers whether there was any. What is due is decided anew under the incident's lock, by its state alone. */
export async function watchWaiting(platform: Platform): Promise<boolean> {
  const due = await dueNews(platform.db, platform.clock.now());
  for (const one of due) await sendDue(platform, one);
  return due.length > 0;
}

async function sendDue(platform: Platform, { incident, audience }: DueNews): Promise<void> {
  try {
    await byItself(platform, waitingWork, async (act) => {
      const { unapprovedAfter = null } = await settingsView(act.tx);
      const given = { now: act.now, unapprovedAfter };
      const by = { kind: 'rule', name: 'news at their time' } as const;
      const state = await carryOut(act, incident, (before) => decideDue(before, audience, given), by);
      const next = dueAtOf(state, audience, unapprovedAfter);
      await saveDue(act.tx, incident, audience, next);
    });
  } catch (error) {
    platform.log.error({ error, incident }, 'news that were due could not be sent');
    await byItself(platform, waitingWork, ({ tx, now }) =>
      saveDue(tx, incident, audience, now.add({ minutes: 1 }).toString()),
    );
  }
}

/** When news that wait go out next. */
export function nextWaitingAt(db: Query): Promise<Temporal.Instant | null> {
  return nextDue(db);
}

/** Asks whoever says yes. Where that may be anybody, the command screen asks. */
async function askForYes(act: Act, state: IncidentState, audience: Audience): Promise<void> {
  const waiting = state.waiting?.[audience];
  if (!waiting || waiting.needs === null) return;
  const person = approverOf(state, waiting);
  if (person === null) return;
  const by = `${waiting.writtenBy.name} wrote news for ${audience}. They go out once you say yes.`;
  await tell(act, state, { person, what: 'news wait for your yes', paragraphs: [by, waiting.text] });
}

/** Tells whoever wrote them that they did not go out, and why. */
async function tellWriter(
  act: Act,
  state: IncidentState,
  { audience, waiting, reason }: { audience: Audience; waiting: WaitingUpdate; reason: string },
): Promise<void> {
  if (waiting.writtenBy.kind !== 'person') return;
  const paragraphs = [`Your news for ${audience} did not go out: ${reason}`, 'They are a draft again.'];
  await tell(act, state, { person: waiting.writtenBy.name, what: 'news did not go out', paragraphs });
}

async function tell(
  act: Act,
  state: IncidentState,
  { person, what, paragraphs }: { person: string; what: string; paragraphs: string[] },
): Promise<void> {
  await tellPerson(act, {
    person,
    write: ({ url }) => ({
      subject: subjectOf(state, what),
      paragraphs: state.private ? [] : paragraphs,
      link: { label: 'Open the news', url: `${url}/incidents/${state.ref}?tab=news` },
    }),
    expiresAt: act.now.add({ hours: 1 }),
  });
}
