/** What becomes of news that wait: a yes, a no, their time, or something that changed meanwhile. Pure. */
import { mayApprove } from '@muster/contract/respond/approval';
import type { NewEvent } from '@muster/contract/respond/events';
import type { Audience } from '@muster/contract/respond/settings';
import type { IncidentState, WaitingUpdate } from '@muster/contract/respond/state';
import { Refusal } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { promised, refuseMerged } from './decide.ts';

interface These {
  audience: Audience;
  id: string;
}

/** The yes of a person: they go out at once, or at their time. */
export function decideApproved(
  state: IncidentState,
  these: These,
  { person, now }: { person: string | null; now: Temporal.Instant },
): NewEvent {
  refuseMerged(state);
  const waiting = waitingOf(state, these);
  if (waiting.needs === null) throw new Refusal('conflict', 'They have their yes already.');
  if (!mayApprove(state, waiting, person))
    throw new Refusal('forbidden', 'Somebody else says yes to these: nobody does to their own words.');
  const { audience } = these;
  if (waiting.sendAt !== null && waiting.sendAt > wireTime(now))
    return { type: 'updateApproved', data: these };
  return released(waiting, audience, { approvedBy: person, now });
}

/** Whoever wrote them takes them back; whoever else says no. */
export function decideWithdrawn(
  state: IncidentState,
  { audience, id, reason }: These & { reason: string },
  person: string | null,
): NewEvent {
  const { writtenBy } = waitingOf(state, { audience, id });
  // What a token wrote is nobody's own: whichever person stops it says no to it.
  const isOwn = writtenBy.kind === 'person' ? writtenBy.name === person : person === null;
  const how = isOwn ? 'withdrawn' : 'refused';
  return { type: 'updateWithdrawn', data: { audience, id, how, reason } };
}

/** When the clock has something to do for them, as a wire time; null where only people have. */
export function dueAtOf(
  state: IncidentState,
  audience: Audience,
  unapprovedAfter: number | null,
): string | null {
  const waiting = state.waiting?.[audience];
  if (!waiting) return null;
  if (waiting.needs === null) return waiting.sendAt;
  const promise = state.nextUpdates[audience];
  if (unapprovedAfter === null || !waiting.template || promise === undefined) return null;
  const ready = [promise, waiting.askedAt, waiting.sendAt ?? ''].sort().at(-1) ?? promise;
  return wireTime(Temporal.Instant.from(ready).add({ minutes: unapprovedAfter }));
}

/**
 * What is due now: they go out, at their time or because a rule lets an overdue template go (practice.md 6.2); or they
 * are held, as what they say may not hold any more. Null where nothing is due.
 */
export function decideDue(
  state: IncidentState,
  audience: Audience,
  { now, unapprovedAfter }: { now: Temporal.Instant; unapprovedAfter: number | null },
): NewEvent | null {
  const waiting = state.waiting?.[audience];
  const dueAt = dueAtOf(state, audience, unapprovedAfter);
  if (!waiting || dueAt === null || dueAt > wireTime(now)) return null;
  const reason = whyHeld(state, audience, waiting);
  if (reason !== null)
    return { type: 'updateWithdrawn', data: { audience, id: waiting.id, how: 'held', reason } };
  return released(waiting, audience, { approvedBy: waiting.approvedBy, now });
}

function whyHeld(state: IncidentState, audience: Audience, waiting: WaitingUpdate): string | null {
  if (state.mergedInto !== null) return `It goes on as part of ${state.mergedInto}.`;
  if (state.severity !== waiting.severity) return 'The severity has changed since they were written.';
  const isOver = state.category === 'cancelled' || state.category === 'closed';
  if (isOver || (state.category === 'post-incident' && waiting.kind !== 'closing'))
    return 'The response is over.';
  const last = state.updates[audience];
  return last && last.at > waiting.askedAt ? 'Other news went out to them since.' : null;
}

function released(
  waiting: WaitingUpdate,
  audience: Audience,
  { approvedBy, now }: { approvedBy: string | null; now: Temporal.Instant },
): NewEvent {
  const { id, text, title, state, components, pages, kind, nextInMinutes, writtenBy, corrects } = waiting;
  const said = {
    audience,
    text,
    writtenBy,
    ...(title === undefined ? {} : { title }),
    ...(state === undefined ? {} : { state }),
    ...(components === undefined ? {} : { components }),
    ...(approvedBy === null ? {} : { approvedBy }),
  };
  if (corrects !== undefined)
    return {
      type: 'updateCorrected',
      data: { ...said, id: corrects, reason: waiting.reason ?? '' },
      audience,
    };
  const nextAt = promised(nextInMinutes, now);
  return {
    type: 'updatePublished',
    data: { ...said, id, kind, nextAt, ...(pages === undefined ? {} : { pages }) },
    audience,
  };
}

function waitingOf({ waiting }: IncidentState, { audience, id }: These): WaitingUpdate {
  const found = waiting?.[audience];
  if (found?.id !== id) throw new Refusal('conflict', 'These do not wait any more. Look at the news again.');
  return found;
}
