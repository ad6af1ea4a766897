/**
 * What follows when a promise runs out: always a fact on record, so that it runs out once; for an empty chair of
 * command and an offer that nobody answers a page; for everything else a nudge to whoever owns it. Nothing here changes
 * severity, commander or what the public is told (practice.md 2.1).
 */
import type { NewEvent } from '@muster/contract/respond/events';
import type { Clock, IncidentState } from '@muster/contract/respond/state';
import { commander } from '../stream/fold-people.ts';
import { minutesText, type Nudge, nudgeText } from './model.ts';
import { watchedOf } from './running.ts';

export interface Due {
  clocks: Clock[];
  /** Why somebody is to be called to command, or null where nobody is. */
  call: { reason: string; about: Clock } | null;
  nudges: Nudge[];
}

/** What ran out by now, and whom that concerns. */
export function dueOf(state: IncidentState, now: string): Due {
  const clocks = watchedOf(state).filter((one) => one.dueAt <= now);
  return {
    clocks,
    call: callOf(state, clocks),
    // People do not get mail for a game that is played with them at the table.
    nudges: state.kind === 'drill' ? [] : nudgesOf(state, clocks),
  };
}

/** The events of what ran out. `page` is the one that was opened for `call`, with whom it called. */
export function decideMissed(
  state: IncidentState,
  { clocks, call, nudges }: Due,
  { page, called, why }: { page: string | null; called: readonly string[]; why: string | null },
): NewEvent[] {
  const missed = clocks.map(({ id, kind, dueAt }): NewEvent => {
    const nudged = nudges.filter((one) => one.clock === id).map((one) => one.person);
    const told = call?.about.id === id ? [...called] : nudged;
    return { type: 'clockMissed', data: { clock: id, kind, dueAt, told } };
  });
  const escalated = clocks.filter((one) => one.kind === 'handoff');
  return [
    ...missed,
    ...escalated.map((one): NewEvent => {
      const isCommand = state.handoffs.some((offer) => offer.id === one.subject && offer.role === commander);
      return { type: 'handoffEscalated', data: { id: one.subject, page: isCommand ? page : null } };
    }),
    ...(call?.about.kind === 'command'
      ? [{ type: 'commandPaged', data: { page, reason: why ?? call.reason } } as const]
      : []),
  ];
}

/** Nobody is called twice for the same empty chair, nor where the severity needs no commander, nor for a drill. */
function callOf(state: IncidentState, clocks: readonly Clock[]): Due['call'] {
  if (state.kind === 'drill' || state.commandPage !== null) return null;
  const empty = clocks.find((one) => one.kind === 'command');
  if (empty && state.rule.rolesRequired.includes(commander))
    return { about: empty, reason: `nobody has commanded for ${minutesText(empty)}` };
  const offer = clocks.find((one) => one.kind === 'handoff' && isCommand(state, one));
  return offer
    ? { about: offer, reason: `${offer.owner ?? 'nobody'} has not answered the offer of command` }
    : null;
}

function isCommand({ handoffs }: IncidentState, { subject }: Clock): boolean {
  return handoffs.some((one) => one.id === subject && one.role === commander);
}

function nudgesOf(state: IncidentState, clocks: readonly Clock[]): Nudge[] {
  const late = clocks.flatMap((one) => (one.kind === 'update' ? [`news/${one.subject}@`] : []));
  return clocks.flatMap((clock) => {
    const text = nudgeText(state, clock);
    // Nobody is reminded of what is late by now: they hear that.
    const isPast = clock.kind === 'reminder' && late.some((start) => clock.subject.startsWith(start));
    if (text === null || isPast) return [];
    return [...new Set(concerned(state, clock))].map((person) => ({ clock: clock.id, person, text }));
  });
}

/** Whoever made the promise; the commander where nobody did, and for worn-out people whoever can relieve them. */
function concerned(state: IncidentState, { kind, owner, subject }: Clock): string[] {
  const lead = state.commander === null ? [] : [state.commander];
  if (kind === 'fatigue') {
    const planner = state.roles.planning;
    return [...(owner ? [owner] : []), ...lead, ...(planner ? [planner] : [])];
  }
  if (kind === 'handoff') {
    const from = state.handoffs.find((one) => one.id === subject)?.from;
    return from ? [from] : lead;
  }
  return owner === null ? lead : [owner];
}
