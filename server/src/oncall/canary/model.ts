/**
 * The alert that Muster sends itself each minute goes the whole way: door, alert, group, event, page, lane, sender. Its
 * page calls somebody who does not exist, by a way that leads nowhere, and when that message has "arrived" all of it is
 * deleted. The time that it took is kept. When none has arrived for three minutes, the auditor tells administrators by
 * its own way, which shares nothing with that of pages.
 */
import type { Opening } from '../page/outcome.ts';

/** No name that a person could have. */
export const canaryPerson = 'muster:canary';
export const canaryPurpose = 'canary';

export const everySeconds = 60;
/** Two that did not arrive may be a restart; the third is told. */
export const lostAfterSeconds = 180;
/** Before its first step would be over, whatever did not arrive is gone. */
export const forgottenAfterMinutes = 10;

export interface CanaryState {
  firstAt: Temporal.Instant;
  sentAt: Temporal.Instant;
  arrivedAt: Temporal.Instant | null;
  tookMs: number | null;
}

/** How its page opens: high urgency, one step, which nobody waits for. */
export function canaryOpening(group: { group: string; title: string; acceptedAt: string }): Opening {
  return {
    title: group.title,
    service: canaryPerson,
    policy: {
      name: canaryPerson,
      repeat: 0,
      steps: [{ escalateAfter: 60, targets: [{ user: canaryPerson }] }],
    },
    paging: {},
    urgency: 'high',
    groupId: group.group,
    acceptedAt: Temporal.Instant.from(group.acceptedAt),
  };
}

/** Why it counts as lost, in a sentence; null while all is well. */
export function whyLost({ firstAt, sentAt, arrivedAt }: CanaryState, now: Temporal.Instant): string | null {
  const silentSince = arrivedAt ?? firstAt;
  if (silentSince.until(now).total('seconds') <= lostAfterSeconds) return null;
  const what =
    arrivedAt === null ? `None has arrived since ${firstAt}` : `The last one arrived at ${arrivedAt}`;
  return `The alert that Muster sends itself each minute does not get through. ${what}; the last one set out at ${sentAt}.`;
}
