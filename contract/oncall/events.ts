import { eventKind } from '../platform/event.ts';

/** A message of a page will not reach this person by the way that was tried. The subject is the page's id. */
export const notificationFailed = eventKind<{ page: string; person: string }>('oncall.notificationFailed');
