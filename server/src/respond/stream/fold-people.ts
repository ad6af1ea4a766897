/** Who holds which role from when until when, who was asked to come, and how command passes from one to the next. */
import type { IncidentEvent } from '@muster/contract/respond/events';
import { runningDuties } from '@muster/contract/respond/obligations';
import { commanderRole } from '@muster/contract/respond/roles';
import type { Assignment } from '@muster/contract/respond/state';
import { byIdIn, type Folded, type Steps } from './fold-step.ts';

type People =
  | 'roleTaken'
  | 'roleReleased'
  | 'handoffOffered'
  | 'handoffAccepted'
  | 'handoffRefused'
  | 'handoffWithdrawn'
  | 'handoffEscalated'
  | 'commandPaged'
  | 'responderAsked'
  | 'responderJoined'
  | 'responderReleased';

export const commander = commanderRole;

export const peopleSteps: Steps<People> = {
  roleTaken: ({ state }, { data: { role, person, how, many }, at, actor }) => {
    if (!many) endRole(state, role, at);
    state.assignments.push({ role, person, from: at, until: null, how, by: actor });
    join(state, person, at);
    state.activeAt = at;
    setHolders(state);
  },
  roleReleased: ({ state }, { data: { role, person }, at }) => {
    endRole(state, role, at, person);
    setHolders(state);
  },
  handoffOffered: ({ state }, { data, at }) => {
    const opened = { state: 'offered' as const, offeredAt: at, escalatedAt: null, endedAt: null };
    const page = data.page ?? null;
    state.handoffs.push({ ...data, ...opened, page, readBack: null, reason: null });
  },
  // One event ends the old interval and begins the new one: there is no instant with two commanders, and none without.
  handoffAccepted: ({ state }, { data, at, actor }) => {
    const handoff = byIdIn(state.handoffs, data.id);
    const { readBack, reason = null } = data;
    Object.assign(handoff, { state: 'accepted', endedAt: at, readBack, reason });
    endRole(state, handoff.role, at, handoff.from ?? undefined);
    const { role, to } = handoff;
    state.assignments.push({ role, person: to, from: at, until: null, how: 'handoff', by: actor });
    join(state, to, at);
    state.activeAt = at;
    setHolders(state);
  },
  handoffRefused: ({ state }, { data, at }) => {
    Object.assign(byIdIn(state.handoffs, data.id), { state: 'refused', endedAt: at, reason: data.reason });
  },
  handoffWithdrawn: ({ state }, { data, at }) => {
    Object.assign(byIdIn(state.handoffs, data.id), { state: 'withdrawn', endedAt: at, reason: data.reason });
  },
  handoffEscalated: ({ state }, { data, at }) => {
    const handoff = byIdIn(state.handoffs, data.id);
    handoff.escalatedAt = at;
    if (data.page && handoff.role === commander) lookFor(state, data.page);
  },
  commandPaged: ({ state }, { data }) => {
    if (data.page) lookFor(state, data.page);
  },
  responderAsked: ({ state }, { data, at }) => {
    const found = state.responders.find((one) => one.person === data.person && one.releasedAt === null);
    if (found) Object.assign(found, { page: data.page, asked: data.asked });
    else state.responders.push({ ...data, joinedAt: at, hereAt: null, releasedAt: null });
    if (data.page && !state.pages.includes(data.page)) state.pages.push(data.page);
  },
  responderJoined: ({ state }, { data, at }) => {
    join(state, data.person, at);
    hear(state, data.person, at);
  },
  responderReleased: ({ state }, { data, at }) => {
    for (const one of state.responders)
      if (one.person === data.person && one.releasedAt === null) one.releasedAt = at;
  },
};

/** Pages that call somebody to come or to take something over, and mean nothing once nobody is needed for it. */
export function callsOf(state: Folded['state']): string[] {
  const { category, handoffs, commandPage } = state;
  const duties = runningDuties(state).flatMap((one) => one.pages);
  // What was merged goes on elsewhere, and whoever was asked to come is needed there.
  if (category === 'merged') return [...duties, ...askedPages(state)];
  if (category !== 'triage' && category !== 'active' && category !== 'paused') return duties;
  const offers = handoffs.flatMap((one) => (one.state === 'offered' && one.page ? [one.page] : []));
  return [...(commandPage ? [commandPage] : []), ...offers, ...askedPages(state), ...duties];
}

/** Of those who were asked to come and not let go since. */
export function askedPages({ responders }: Folded['state']): string[] {
  const asked = responders.flatMap((one) => (one.releasedAt === null && one.page ? [one.page] : []));
  return [...new Set(asked)];
}

function endRole(state: Folded['state'], role: string, at: string, person?: string): void {
  for (const one of state.assignments)
    if (one.role === role && one.until === null && (person === undefined || one.person === person))
      one.until = at;
}

function join(state: Folded['state'], person: string, at: string): void {
  if (state.responders.some((one) => one.person === person && one.releasedAt === null)) return;
  state.responders.push({ person, joinedAt: at, hereAt: null, releasedAt: null, page: null, asked: null });
}

/** Whoever does something is here. */
export function arrive(state: Folded['state'], { actor, at }: Pick<IncidentEvent, 'actor' | 'at'>): void {
  if (actor.kind === 'person') hear(state, actor.name, at);
}

function hear(state: Folded['state'], person: string, at: string): void {
  for (const one of state.responders) if (one.person === person && one.releasedAt === null) one.hereAt ??= at;
}

/** A page that looks for a commander; it has lost its meaning as soon as there is one. */
function lookFor(state: Folded['state'], page: string): void {
  state.commandPage = page;
  if (!state.pages.includes(page)) state.pages.push(page);
}

function setHolders(state: Folded['state']): void {
  const held = state.assignments.filter((one: Assignment) => one.until === null);
  state.roles = Object.fromEntries(held.toReversed().map((one) => [one.role, one.person]));
  state.commander = held.find((one) => one.role === commander)?.person ?? null;
  if (state.commander !== null) state.commandPage = null;
}
