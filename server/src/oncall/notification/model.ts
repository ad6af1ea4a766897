/**
 * A notification is one message to one person by one contact method about one page. What it says is written when
 * the page decides; whether it is still wanted is asked in the moment before it is sent.
 */
import type { Delivery } from '../../platform/delivery/model.ts';
import type { Notify } from '../page/model.ts';

/** What a notification says; the stage that sends it puts it into the form of its channel. */
export interface PageMessage {
  type: 'page';
  page: {
    id: string;
    title: string;
    service: string | null;
    urgency: 'high' | 'low';
    state: string;
    alerts: number;
    url: string;
  };
  /** Why this person. */
  reason: string;
  openedAt: string;
  acceptedAt: string | null;
  /** Only in what calls nobody: a code, a test, a copy. Then the title says it all, and there is nothing to acknowledge. */
  note?: {
    text: string;
    /** What the link is called, where it is not about how the person is reached. */
    label?: string;
  };
}

/** A message to a person that is about no page, in the form that every sender knows. */
export function noteMessage(note: {
  title: string;
  text: string;
  url: string;
  at: string;
  label?: string;
}): PageMessage {
  const { title, text, url, at, label } = note;
  return {
    type: 'page',
    page: { id: 'note', title, service: null, urgency: 'low', state: 'note', alerts: 0, url },
    reason: text,
    openedAt: at,
    acceptedAt: null,
    note: { text, ...(label === undefined ? {} : { label }) },
  };
}

/** Why this person is told, in one sentence. */
export function reasonOf(notify: Notify, policy: string): string {
  if (notify.kind === 'owner') return 'You had it, and the time you took for it is over.';
  if (notify.kind === 'assigned') return 'It was assigned to you.';
  const again = notify.pass > 1 ? `, pass ${notify.pass}` : '';
  return `You are in step ${notify.step ?? 1} of ${policy}${again}.`;
}

/** To whom nothing got through, and nothing is on its way: each of their messages has failed, or was taken back. */
export function peopleMissed(deliveries: readonly Pick<Delivery, 'person' | 'state'>[]): string[] {
  const open = new Set<Delivery['state']>(['queued', 'sending', 'handed', 'delivered']);
  const byPerson = Map.groupBy(deliveries, (one) => one.person);
  return [...byPerson].flatMap(([person, theirs]) =>
    theirs.some((one) => one.state === 'failed') && !theirs.some((one) => open.has(one.state))
      ? [person]
      : [],
  );
}

/** A notification older than this says nothing new: high urgency is for now, low is for the morning. */
export function freshForMinutes(urgency: 'high' | 'low'): number {
  return urgency === 'high' ? 10 : 12 * 60;
}
