/**
 * A sending is one fan-out of news; a telling is one recipient of it, with what became of it. Invariants: news go to
 * each recipient once; what was sent stands as it was sent; nothing of a sending leaves once a later one of the same
 * news has begun; whoever got news that no longer hold gets the note about it.
 */
import type { News } from '@muster/contract/inform/channel-text';
import type { IncidentEvent } from '@muster/contract/respond/events';
import { type Audience, isOutside } from '@muster/contract/respond/settings';
import type { IncidentState } from '@muster/contract/respond/state';
import type { Delivery } from '../../platform/delivery/model.ts';
import type { Recipient } from '../recipient/model.ts';

export const tellingPurpose = 'incidentNews';

/** The kinds of senders for people's and lists' addresses; what people prove for themselves goes by its own kind. */
export const senderKinds = { mail: 'newsMail', web: 'newsHook', sms: 'newsSms' } as const;

/** How many are handed to the lanes at once, so that no transaction is long. */
export const batchSize = 250;
/** News that could not be told by then are old. */
export const staleHours = 6;

export interface Sending {
  id: string;
  about: 'incident' | 'maintenance';
  /** The id of what it is about. */
  incident: string;
  update: string;
  audience: Audience;
  act: 'published' | 'retracted' | 'corrected';
  at: Temporal.Instant;
  news: News;
  dueAt: Temporal.Instant | null;
  resolvedAt: Temporal.Instant | null;
}

export type TellingState = 'planned' | 'waiting' | 'sent' | 'failed' | 'withheld';

export interface StoredTelling extends Recipient {
  id: string;
  /** Null for a test. */
  sending: string | null;
  state: TellingState;
  reason: string;
  delivery: string | null;
  at: Temporal.Instant;
}

type Told =
  | IncidentEvent<'updatePublished'>
  | IncidentEvent<'updateRetracted'>
  | IncidentEvent<'updateCorrected'>;

/** The news as they leave: of those outside, no word of the inside. `first` is the event by which they went out first. */
export function newsOf(
  state: Pick<IncidentState, 'ref' | 'title' | 'nextUpdates'>,
  { first, event, subject }: { first: IncidentEvent<'updatePublished'>; event: Told; subject: string | null },
  url: string,
): News {
  const { audience } = first.data;
  const outside = isOutside(audience);
  const act = actOf(event);
  const words = event.type === 'updateRetracted' ? { title: first.data.title, text: disregard } : event.data;
  const heading = words.title ?? first.data.title ?? (outside ? '' : state.title);
  return {
    act,
    outside,
    subject: subject ?? (outside ? heading || 'Service news' : `${state.ref}: ${state.title}`),
    heading,
    text: words.text,
    state: event.type === 'updateRetracted' ? null : (event.data.state ?? null),
    nextAt: state.nextUpdates[audience] ?? null,
    at: first.at,
    url: outside ? null : `${url}/incidents/${state.ref}/brief`,
  };
}

/** What was said of planned work, as it leaves. */
export function plannedNewsOf(
  { title, text, at }: { title: string; text: string; at: string },
  { audience, subject }: { audience: Audience; subject: string | null },
  url: string,
): News {
  const outside = isOutside(audience);
  return {
    act: 'published',
    outside,
    subject: subject ?? `Planned work: ${title}`,
    heading: title,
    text,
    state: null,
    nextAt: null,
    at,
    url: outside ? null : `${url}/maintenance`,
  };
}

const disregard = 'Please do not rely on it. We write again as soon as we know more.';

export function actOf({ type }: Pick<Told, 'type'>): Sending['act'] {
  return type === 'updatePublished' ? 'published' : type === 'updateRetracted' ? 'retracted' : 'corrected';
}

/** Which sender carries it. */
export function senderOf(kind: string): string {
  if (kind === 'mail' || kind === 'email') return senderKinds.mail;
  if (kind === 'slack' || kind === 'msteams') return senderKinds.web;
  return kind;
}

/** The same for what goes to an address of a list, which no contact method of a person is. */
export function senderOfAddress(kind: string): string {
  return kind === 'webhook' ? senderKinds.web : kind === 'sms' ? senderKinds.sms : senderOf(kind);
}

export function noteOf(news: News, lead: string | null): { title: string; text: string } {
  return { title: news.subject, text: [lead, news.text].filter((one) => one).join(' ') };
}

/** The telling that a delivery of ours is about; every one names it. */
export function tellingOf({ message }: Pick<Delivery, 'message'>): string {
  return typeof message === 'object' && message !== null && 'telling' in message
    ? String(message.telling)
    : '';
}
