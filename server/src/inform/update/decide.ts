/** What becomes of what somebody wrote: sent, kept until a yes or a time comes, or refused because of a gap. */

import { isBeginning, missingIn, stillWorking } from '@muster/contract/inform/update-text';
import type { createUpdate } from '@muster/contract/inform/updates';
import type { NewEvent } from '@muster/contract/respond/events';
import type { Approval, Audience, Template } from '@muster/contract/respond/settings';
import type { IncidentState } from '@muster/contract/respond/state';
import type { z } from 'zod';
import { isBefore } from '../../platform/instants.ts';
import { Refusal, wrong } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';

export type Wish = Omit<z.output<(typeof createUpdate)['body']>, 'publish'>;
export interface Given {
  id: string;
  now: Temporal.Instant;
  /** The company's own templates. */
  templates: readonly Template[];
}

/**
 * The news as they stand on record. The next are promised for the minutes that were named; left out, the severity
 * promises them, and what ends an incident promises nothing.
 */
export function decideWritten(before: IncidentState, wish: Wish, given: Given): NewEvent {
  const { audience, title, state, components, pages, nextInMinutes = null, sendAt } = wish;
  refuseMerged(before);
  const { id, now } = given;
  const { kind, text } = worded(before, wish);
  const said = {
    id,
    audience,
    kind,
    text,
    ...(title ? { title } : {}),
    ...(state ? { state } : {}),
    ...(components ? { components } : {}),
    ...(pages ? { pages } : {}),
  };
  const time = sendAt === undefined ? null : Temporal.Instant.from(sendAt);
  if (time !== null && !isBefore(now, time)) throw wrong('/sendAt', 'That moment has passed.');
  const needs = approvalFor(before, said);
  if (needs === null && time === null)
    return { type: 'updatePublished', data: { ...said, nextAt: promised(nextInMinutes, now) }, audience };

  refuseSecond(before, audience);
  const template = isBeginning(before, audience, given.templates, text);
  const asked = { needs, sendAt: time === null ? null : wireTime(time) };
  return {
    type: 'updateAsked',
    data: { ...said, ...asked, nextInMinutes, template, severity: before.severity },
  };
}

/** "Still working on it" in the words that Muster brings says nothing new: nobody has to read it first. */
export function approvalFor({ rule }: IncidentState, said: Said): Approval | null {
  const { audience, text, title, state, components, pages } = said;
  const isNew =
    [title, state].some(Boolean) || [components, pages].some((one) => one !== undefined && one.length > 0);
  return text === stillWorking(audience) && !isNew ? null : (rule.approval?.[audience] ?? null);
}

type Said = Pick<Wish, 'audience' | 'title' | 'state' | 'components' | 'pages'> & { text: string };

export function refuseSecond({ waiting }: IncidentState, audience: Audience): void {
  if (waiting?.[audience] !== undefined)
    throw new Refusal('conflict', 'News for them wait already. Let those go first, or take them back.');
}

export function refuseMerged({ mergedInto }: IncidentState): void {
  if (mergedInto !== null)
    throw new Refusal('conflict', `It goes on as part of ${mergedInto}. Send the news there.`);
}

/** A text that still has gaps is never sent (practice.md 6.5). */
export function refuseOpen(pointer: string, text: string): void {
  const open = missingIn(text);
  if (open.length > 0)
    throw wrong(pointer, `Still to be filled in: ${open.map((one) => `{${one}}`).join(', ')}.`);
}

/** When the next news are promised for, if minutes were named. */
export function promised(minutes: number | null, now: Temporal.Instant): string | null {
  return minutes === null ? null : wireTime(now.add({ minutes }));
}

function worded(before: IncidentState, { audience, title, text, state, kind: wanted }: Wish) {
  const last = before.updates[audience];
  const kind = wanted ?? (state === 'resolved' ? 'closing' : last === undefined ? 'heads-up' : 'update');
  if (kind === 'still-working') refuseStillWorking(last);
  const words = text || (kind === 'still-working' ? stillWorking(audience) : '');
  if (words === '') throw wrong('/text', 'Write what they should know.');
  refuseOpen('/text', words);
  if (title) refuseOpen('/title', title);
  return { kind, text: words };
}

function refuseStillWorking(last: IncidentState['updates'][Audience]): void {
  if (last === undefined)
    throw new Refusal('conflict', 'Nothing was sent to them yet. Begin with a heads-up.');
  if (last.retracted)
    throw new Refusal('conflict', 'The last news were taken back. Write what holds instead.');
}
