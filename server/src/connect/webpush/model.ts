/**
 * A notification as a push message. A locked screen shows it, so it holds the title and the service and no more;
 * `url` and `acknowledge` are for the service worker. The tag is the page's id: a later message about the same
 * page takes the place of the one before, on the screen and (as Topic) at the push service.
 */

import type { PageMessage } from '../../oncall/index.ts';
import type { Delivery } from '../../platform/delivery/model.ts';
import { oneLine } from '../notification/model.ts';

/** What the service worker gets. */
export interface PushPayload {
  title: string;
  body: string;
  url: string;
  /** Absent where there is nothing to acknowledge. */
  acknowledge?: string;
  tag: string;
  maybeDuplicate?: true;
}

export function pushPayload(
  { maybeDuplicate }: Pick<Delivery, 'maybeDuplicate'>,
  { page, note }: PageMessage,
  acknowledge: string,
): PushPayload {
  if (note)
    return { title: oneLine(page.title, 120), body: oneLine(note.text, 300), url: page.url, tag: 'note' };
  const about = [
    ...(page.service === null ? [] : [oneLine(page.service, 64)]),
    `${page.urgency} urgency`,
    ...(maybeDuplicate ? ['may be a duplicate'] : []),
  ];
  return {
    title: oneLine(page.title, 120),
    body: about.join(' · '),
    url: page.url,
    acknowledge,
    tag: page.id,
    ...(maybeDuplicate ? { maybeDuplicate: true } : {}),
  };
}

/**
 * How long a push service keeps the message for a browser that is away (seconds, until it would be stale, at most
 * a day), and whether it may wait to spare a battery (RFC 8030, sections 5.2-5.4).
 */
export function pushHeaders(
  { expiresAt }: Pick<Delivery, 'expiresAt'>,
  { page }: PageMessage,
  now: Temporal.Instant,
): Record<string, string> {
  const left = Math.floor((expiresAt.epochMilliseconds - now.epochMilliseconds) / 1000);
  const topic = page.id.replaceAll('-', '');
  return {
    ttl: String(Math.min(86_400, Math.max(60, left))),
    urgency: page.urgency === 'high' ? 'high' : 'normal',
    ...(/^[A-Za-z0-9_-]{1,32}$/.test(topic) ? { topic } : {}),
  };
}

/** Where a push service may complain about us: a mail address or an https URL (RFC 8292, section 2.1). */
export function vapidSubject(settings: { url: string; mail: { from: string } | null }): string {
  if (settings.url.startsWith('https:')) return settings.url;
  const address = /[^\s<>@]+@[^\s<>@]+/.exec(settings.mail?.from ?? '')?.[0];
  return `mailto:${address ?? `muster@${new URL(settings.url).hostname}`}`;
}
