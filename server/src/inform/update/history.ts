/** News as they stand by now, from the events about them, and what may still be done with them. Pure. */
import { type correctUpdate, type Unsent, type Update, update } from '@muster/contract/inform/updates';
import type { IncidentEvent, NewEvent } from '@muster/contract/respond/events';
import type { IncidentState } from '@muster/contract/respond/state';
import type { z } from 'zod';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { approvalFor, refuseMerged, refuseOpen, refuseSecond } from './decide.ts';

/** Of each kind the newest first. */
export interface NewsEvents {
  published: readonly IncidentEvent<'updatePublished'>[];
  corrected: readonly IncidentEvent<'updateCorrected'>[];
  retracted: readonly IncidentEvent<'updateRetracted'>[];
}

/** Newest first; each says what holds, and what it said before. */
export function historyOf({ published, corrected, retracted }: NewsEvents): Update[] {
  return published.map(({ data, at: recordedAt, statedAt, actor }) => {
    const at = statedAt ?? recordedAt;
    const back = retracted.find((one) => one.data.id === data.id);
    const right = corrected.filter((one) => one.data.id === data.id);
    const { writtenBy, approvedBy = null, pages: _, ...said } = data;
    const now = { title: '', state: null, components: [], ...said, ...shownOf(right[0]) };
    return update.parse({
      ...now,
      id: data.id,
      at,
      by: writtenBy ?? actor,
      approvedBy,
      corrections: correctionsOf(data, right),
      retracted: back ? { at: back.at, by: back.actor.name, reason: back.data.reason } : null,
    });
  });
}

function shownOf(event: IncidentEvent<'updateCorrected'> | undefined) {
  if (!event) return {};
  const { text, title, state, components } = event.data;
  return {
    text,
    ...(title === undefined ? {} : { title }),
    ...(state === undefined ? {} : { state }),
    ...(components === undefined ? {} : { components }),
  };
}

/** Each with what stood there before it. */
function correctionsOf(
  first: IncidentEvent<'updatePublished'>['data'],
  right: readonly IncidentEvent<'updateCorrected'>[],
): Update['corrections'] {
  return right.map(({ at, actor, data }, i) => {
    const before = right[i + 1]?.data ?? first;
    const by = data.writtenBy?.name ?? actor.name;
    return { at, by, reason: data.reason, title: before.title ?? first.title ?? '', text: before.text };
  });
}

/** What was handed in and did not go out, newest first: what it said, whose it was, and why not. */
export function unsentOf({
  asked,
  withdrawn,
}: {
  asked: readonly IncidentEvent<'updateAsked'>[];
  withdrawn: readonly IncidentEvent<'updateWithdrawn'>[];
}): Unsent[] {
  return withdrawn.flatMap(({ seq, data, at, actor }) => {
    const words = asked.find((one) => one.data.id === data.id);
    if (!words) return [];
    const { id, audience, how, reason } = data;
    const { title = '', text } = words.data;
    return [{ id, seq, audience, title, text, writtenBy: words.actor, how, at, by: actor, reason }];
  });
}

export function decideRetracted(history: readonly Update[], id: string, reason: string): NewEvent {
  const { audience } = standing(history, id);
  return { type: 'updateRetracted', data: { id, audience, reason } };
}

type Correction = z.output<(typeof correctUpdate)['body']>;

/** Put right at once; where news need a yes, so does this. */
export function decideCorrected(
  state: IncidentState,
  { of, is, newId }: { of: Update; is: Correction; newId: string },
): NewEvent {
  refuseMerged(state);
  const { audience } = of;
  const { title, text, state: stage, components, reason } = is;
  refuseOpen('/text', text);
  if (title) refuseOpen('/title', title);
  const said = {
    audience,
    text,
    reason,
    ...(title === undefined ? {} : { title }),
    ...(stage === undefined ? {} : { state: stage }),
    ...(components === undefined ? {} : { components }),
  };
  const needs = approvalFor(state, said);
  if (needs === null) return { type: 'updateCorrected', data: { ...said, id: of.id }, audience };

  refuseSecond(state, audience);
  const asked = { needs, sendAt: null, nextInMinutes: null, template: false, severity: state.severity };
  return { type: 'updateAsked', data: { ...said, ...asked, id: newId, kind: of.kind, corrects: of.id } };
}

/** The news with this id, unless they were taken back. */
export function standing(history: readonly Update[], id: string): Update {
  const found = history.find((one) => one.id === id);
  if (!found) throw notFound('news');
  if (found.retracted) throw new Refusal('conflict', 'They were taken back already.');
  return found;
}
