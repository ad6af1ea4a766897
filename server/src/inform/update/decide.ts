/** What is sent of what somebody wrote, and what is refused because something is still to be filled in. */

import { missingIn, stillWorking } from '@muster/contract/inform/update-text';
import type { createUpdate } from '@muster/contract/inform/updates';
import type { EventData } from '@muster/contract/respond/events';
import type { IncidentState } from '@muster/contract/respond/state';
import type { z } from 'zod';
import { Refusal, wrong } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';

export type Wish = z.output<(typeof createUpdate)['body']>;
export type Sent = EventData<'updatePublished'>;

/**
 * The news as they stand on record. The next are promised for the minutes that were named; left out, the severity
 * promises them, and what ends an incident promises nothing.
 */
export function decideSent(
  before: IncidentState,
  { audience, title, text, state, components, pages, nextInMinutes, ...wish }: Omit<Wish, 'publish'>,
  { id, now }: { id: string; now: Temporal.Instant },
): Sent {
  const isFirst = before.updates[audience] === undefined;
  const kind = wish.kind ?? (state === 'resolved' ? 'closing' : isFirst ? 'heads-up' : 'update');
  if (kind === 'still-working' && isFirst)
    throw new Refusal('conflict', 'Nothing was sent to them yet. Begin with a heads-up.');
  const words = text || (kind === 'still-working' ? stillWorking(audience) : '');
  if (words === '') throw wrong('/text', 'Write what they should know.');
  refuseOpen('/text', words);
  if (title) refuseOpen('/title', title);
  const nextAt = nextInMinutes === undefined ? null : now.add({ minutes: nextInMinutes });
  return {
    ...{ id, audience, kind, text: words },
    nextAt: nextAt === null ? null : wireTime(nextAt),
    ...(title ? { title } : {}),
    ...(state ? { state } : {}),
    ...(components ? { components } : {}),
    ...(pages ? { pages } : {}),
  };
}

/** A text that still has gaps is never sent (practice.md 6.5). */
function refuseOpen(pointer: string, text: string): void {
  const open = missingIn(text);
  if (open.length > 0)
    throw wrong(pointer, `Still to be filled in: ${open.map((one) => `{${one}}`).join(', ')}.`);
}
