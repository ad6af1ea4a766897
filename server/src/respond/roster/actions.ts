import type { DomainEvent } from '@muster/contract/platform/event';
import * as endpoints from '@muster/contract/respond/roster';
import type { RespondSettings } from '@muster/contract/respond/settings';
import type { IncidentState } from '@muster/contract/respond/state';
import { z } from 'zod';
import { allServices, membersOf } from '../../catalog/index.ts';
import { firstCalled, pageByHand } from '../../oncall/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { Refusal, wrong } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { seen, wisherOf } from '../access/model.ts';
import { meant } from '../role/actions.ts';
import { subjectOf } from '../role/wording.ts';
import { loadSettings } from '../settings/store.ts';
import { changeIncident, hintAbout } from '../stream/actions.ts';
import { findIncident, lockIncident } from '../stream/store.ts';
import {
  decideAsked,
  decideJoined,
  decideLetGo,
  decideReliefDismissed,
  pairWanted,
  peopleOfRole,
  refuseCalling,
} from './decide.ts';
import { forgetCheckIns, saveCheckIn } from './store.ts';

type Asked = z.output<(typeof endpoints.askResponders)['body']>;

/** Pages more people from the incident; whom the page called stand on the roster from then on. */
export const askResponders = action(
  {
    name: 'respond.askResponders',
    who: 'responder',
    input: z.strictObject({
      ...endpoints.askResponders.params.shape,
      wanted: endpoints.askResponders.body,
    }),
  },
  async (act, { ref, wanted }) => {
    const state = seen(await lockIncident(act.tx, ref), act.caller.actor);
    refuseCalling(state);
    const { asked } = wanted;
    const { id, called } = await pageByHand(act, {
      title: subjectOf(state, asked),
      urgency: wanted.urgency ?? (state.rule.wakes ? 'high' : 'low'),
      ...(await calleeOf(act, state, wanted)),
    });
    await changeIncident(act, { ref }, () => decideAsked(state, { called, page: id, asked }));
  },
);

/**
 * Pages the two who begin together where the severity says so: by Muster itself, because whoever declares is not bounded
 * by how many they have paged. A rota that calls nobody holds nothing up: the alarm of command calls whoever it finds.
 */
export async function askPairs(act: Act, events: readonly DomainEvent[]): Promise<void> {
  const settings = await loadSettings(act.tx);
  for (const { subject } of events) {
    const state = await lockIncident(act.tx, subject);
    if (state) await askPair(act, state, settings);
  }
}

async function askPair(act: Act, state: IncidentState, settings: RespondSettings): Promise<void> {
  const wanted = pairWanted(state, settings);
  const policies = wanted.map((one) => one.policy);
  const calls = await firstCalled(act.tx, policies, act.now);
  const urgency = state.rule.wakes ? 'high' : 'low';
  for (const { policy, asked } of wanted.filter((one) => calls.has(one.policy))) {
    const { id, called } = await pageByHand(act, { title: subjectOf(state, asked), urgency, policy });
    const as = { kind: 'muster', name: 'Muster' } as const;
    await changeIncident(act, { ref: state.id, as }, (now) =>
      decideAsked(now.state, { called, page: id, asked }),
    );
  }
}

export const joinIncident = action(
  { name: 'respond.joinIncident', who: 'responder', input: endpoints.joinIncident.params },
  async (act, { ref }) => {
    await changeIncident(act, { ref }, ({ state }) => decideJoined(state, wisherOf(act.caller.actor)));
  },
);

export const releaseResponder = action(
  {
    name: 'respond.releaseResponder',
    who: 'responder',
    input: z.strictObject({
      ...endpoints.releaseResponder.params.shape,
      ...endpoints.releaseResponder.query.shape,
    }),
  },
  async (act, { ref, person: asked, reason = '' }) => {
    const person = meant(asked, wisherOf(act.caller.actor));
    await changeIncident(act, { ref }, ({ state }) => decideLetGo(state, { person, reason }));
  },
);

/**
 * Keeps how somebody is. It is no event of the incident: the stream is read by many and kept for ever, this by one
 * and until the incident is over. Only that somebody asks for relief is shown, to whoever can relieve them.
 */
export const checkIn = action(
  {
    name: 'respond.checkIn',
    who: 'responder',
    input: z.strictObject({ ...endpoints.checkIn.params.shape, ...endpoints.checkIn.body.shape }),
  },
  async (act, { ref, feeling, wantsRelief }): Promise<void> => {
    const state = seen(await findIncident(act.tx, ref), act.caller.actor);
    const { person } = wisherOf(act.caller.actor);
    const isHere = state.responders.some((one) => one.person === person && one.releasedAt === null);
    if (person === null || !isHere) throw new Refusal('conflict', 'Only those who respond check in.');
    refuseCalling(state);
    await saveCheckIn(act.tx, state.id, { person, at: act.now, feeling, wantsRelief });
    hintAbout(act, state);
  },
);

export const dismissRelief = action(
  {
    name: 'respond.dismissRelief',
    who: 'responder',
    input: z.strictObject({
      ...endpoints.dismissRelief.params.shape,
      ...endpoints.dismissRelief.body.shape,
    }),
  },
  async (act, { ref, ...given }) => {
    await changeIncident(act, { ref }, ({ state }) => decideReliefDismissed(state, given, wireTime(act.now)));
  },
);

/** What was said in incidents that are over is nobody's business any more. */
export async function forgetOldCheckIns(act: Act): Promise<void> {
  await forgetCheckIns(act.tx);
}

type Callee = { people: string[] } | { policy: string } | { service: string };

async function calleeOf(act: Act, state: IncidentState, wanted: Asked): Promise<Callee> {
  if (wanted.people) return { people: wanted.people.map((one) => meant(one, wisherOf(act.caller.actor))) };
  if (wanted.policy) return { policy: wanted.policy };
  if (wanted.service) return { service: wanted.service };
  if (wanted.team) return teamCallee(act, wanted.team);
  const { roles } = await loadSettings(act.tx);
  const known = roles.map((one) => one.name);
  return { people: peopleOfRole(state, wanted.role ?? '', known) };
}

/** Whoever of the team is on call, by the policy of its most important service; without one, all of its members. */
async function teamCallee(act: Act, team: string): Promise<Callee> {
  const members = (await membersOf(act.tx, [team])).get(team);
  if (!members) throw wrong('/team', `There is no team "${team}".`);
  const own = (await allServices(act.tx))
    .filter((one) => one.team === team && one.paging.policy !== undefined)
    .sort((a, b) => (a.tier ?? 10) - (b.tier ?? 10));
  const [first] = own;
  if (first) return { service: first.name };
  if (members.length === 0) throw wrong('/team', `Nobody belongs to the team "${team}".`);
  return { people: members };
}
