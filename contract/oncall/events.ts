import { eventKind } from '../platform/event.ts';

/** A message of a page will not reach this person by the way that was tried. The subject is the page's id. */
export const notificationFailed = eventKind<{ page: string; person: string }>('oncall.notificationFailed');

/** Somebody has taken this page. The subject is the page's id. */
export const pageAcknowledged = eventKind<{ page: string }>('oncall.pageAcknowledged');

/** Nothing arrives any more by this contact method, says its provider. The subject is the person. */
export const contactGone = eventKind<{ person: string; via: string }>('oncall.contactGone');

/**
 * The page by which people are called for a group of alerts that declares an incident: its own, or that of a storm. The
 * subject is the group's id, so that it comes after the news that the group has opened.
 */
export const groupPaged = eventKind<{ group: string; page: string }>('oncall.groupPaged');
