import type { Page } from '@muster/contract/oncall/pages';

/** What a person does to a page. */
export type Act =
  | { kind: 'acknowledge' }
  | { kind: 'unacknowledge' }
  | { kind: 'resolve' }
  | { kind: 'escalate' }
  | { kind: 'snooze'; minutes: number }
  | { kind: 'reassign'; person: string }
  | { kind: 'urgency'; urgency: Page['urgency'] };

/**
 * Pure: what the page will most likely be after the act, shown until the server has answered. Where the outcome
 * depends on the policy (escalation), only what is certain changes.
 */
export function expected(page: Page, act: Act, me: string, now: number): Page {
  const at = new Date(now).toISOString();
  switch (act.kind) {
    case 'acknowledge':
      return { ...page, state: 'acknowledged', owner: me, acknowledgedAt: at, nextAt: null };
    case 'unacknowledge':
      return { ...page, state: 'triggered', owner: null, acknowledgedAt: null };
    case 'resolve':
      return { ...page, state: 'resolved', resolvedAt: at, nextAt: null };
    case 'snooze':
      return {
        ...page,
        state: 'snoozed',
        owner: me,
        nextAt: new Date(now + act.minutes * 60_000).toISOString(),
      };
    case 'urgency':
      return { ...page, urgency: act.urgency };
    case 'escalate':
    case 'reassign':
      return page;
  }
}

/** Why an act is not possible now; undefined when it is. */
export function whyNot(
  page: Page,
  act: Act['kind'],
  words: { resolved: string; held: string },
): string | undefined {
  if (page.state === 'resolved') return words.resolved;
  if (act === 'acknowledge' && page.state === 'acknowledged') return words.held;
  return undefined;
}

/** Whether it asks for this person: theirs to answer, or theirs since they answered. */
export function isMine(page: Page, me: string): boolean {
  if (page.state === 'resolved') return false;
  if (page.owner !== null) return page.owner === me;
  return page.notified.includes(me);
}

/**
 * What is loudest first: unanswered and urgent, then unanswered, then the rest. Who has waited longest comes first
 * among the unanswered; among those that somebody has the latest comes first, as in every other list.
 */
export function byLoudness(a: Page, b: Page): number {
  const oldestFirst = a.openedAt.localeCompare(b.openedAt);
  return loudness(b) - loudness(a) || (a.state === 'triggered' ? oldestFirst : -oldestFirst);
}

function loudness(page: Page): number {
  if (page.state !== 'triggered') return 0;
  return 4 + (page.escalation === 'exhausted' ? 2 : 0) + (page.urgency === 'high' ? 1 : 0);
}
