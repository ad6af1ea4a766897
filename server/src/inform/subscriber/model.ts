/**
 * A subscriber asked to be told what a public status page says, by mail or by a webhook. Invariants: nobody is told
 * anything before the address itself has agreed (a mail by a button behind its link, a webhook by repeating a word); an
 * address is kept sealed, and found again by a mark that tells nothing; each has one secret link, which is the only way
 * to change it from outside, and which stands in every message; nobody can make Muster write to an address more often
 * than a few times a day. (reliability.md, section 7, 25 and 72.)
 */
import type { Subscriber as Shown } from '@muster/contract/inform/subscribers';
import { z } from 'zod';
import type { SecretBox } from '../../platform/secrets.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';

export type SubscriberKind = 'mail' | 'webhook';

/** `asked` until the address agrees; `off` when a webhook failed for a day; `gone` when there is no such mailbox. */
export type SubscriberState = 'asked' | 'confirmed' | 'off' | 'gone';

/** What is kept sealed. `manage` is the secret of the link; `secret` is what a webhook's messages are signed with. */
export interface Kept {
  to: string;
  manage: string;
  secret: string | null;
}

export interface Subscriber {
  id: string;
  page: string;
  kind: SubscriberKind;
  state: SubscriberState;
  /** Null for all of them, those that come later included. */
  components: string[] | null;
  sealed: string;
  askedAt: Temporal.Instant;
  confirmedAt: Temporal.Instant | null;
  confirmUntil: Temporal.Instant | null;
  confirmHash: string | null;
  okAt: Temporal.Instant | null;
  reason: string;
}

/** What the lanes know our messages by: those that ask or remind one address, and those that tell what a page said. */
export const askPurpose = 'subscription';
export const newsPurpose = 'mailing';
export const postKinds = { mail: 'subscriber-mail', webhook: 'subscriber-webhook' } as const;

/** How long the link in a first mail holds. */
export const confirmHours = 24;
/** How often an address is written to in a day because somebody typed it in. */
export const mostAsks = 3;
/** How long one that never agreed is kept. */
export const keptDays = 7;
/** A webhook that took nothing for so long is not called any more (F47). */
export const patienceHours = 24;

const mailbox = z.email().max(254);

/** The address as it is written to; null where nobody can be written to like that. */
export function mailOf(text: string): string | null {
  const trimmed = text.trim();
  const at = trimmed.lastIndexOf('@');
  const plain = `${trimmed.slice(0, at)}@${trimmed.slice(at + 1).toLowerCase()}`;
  return at > 0 && mailbox.safeParse(plain).success ? plain : null;
}

/** The address that is called; null where it is none. Whether it may be called is decided when it is (R33). */
export function hookOf(text: string): string | null {
  const url = text.trim().length <= 2_000 ? URL.parse(text.trim()) : null;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  if (url.username !== '' || url.password !== '') return null;
  url.hash = '';
  return url.href;
}

/** What two ways to write one address have in common, on one page. */
export function sameAddress(kind: SubscriberKind, to: string): string {
  return kind === 'mail' ? to.toLowerCase() : to;
}

/** Whose mailbox it is in the end: what stands behind a plus sign, and dots, lead to the same one with many hosts. */
export function mailboxOf(kind: SubscriberKind, to: string): string {
  if (kind === 'webhook') return to.replace(/\?.*$/, '');
  const at = to.lastIndexOf('@');
  const local = to.slice(0, at).toLowerCase().replace(/\+.*$/, '').replaceAll('.', '');
  return `${local}${to.slice(at).toLowerCase()}`;
}

/** As a list shows it: enough to tell two apart, too little to write to. */
export function masked(kind: SubscriberKind, to: string): string {
  if (kind === 'webhook') return `${URL.parse(to)?.origin ?? '…'}/…`;
  const at = to.lastIndexOf('@');
  return `${to.slice(0, 1)}…${to.slice(at)}`;
}

/** Whether somebody wants to hear about these components; about none of them is about the page as a whole. */
export function wants(chosen: readonly string[] | null, about: readonly string[]): boolean {
  return chosen === null || about.length === 0 || about.some((one) => chosen.includes(one));
}

/** The guarantee: only `subscribe` seals these, and it writes this shape. */
export function keptOf(
  { secrets }: { secrets: Pick<SecretBox, 'open'> },
  { sealed }: Pick<Subscriber, 'sealed'>,
): Kept {
  return JSON.parse(secrets.open(sealed)) as Kept;
}

export function shownOf(row: Subscriber, to: string): Shown {
  const { id, kind, state, components, askedAt, confirmedAt, okAt, reason } = row;
  return {
    id,
    kind,
    to,
    state,
    components,
    reason,
    askedAt: wireTime(askedAt),
    confirmedAt: wireTimeOrNull(confirmedAt),
    arrivedAt: wireTimeOrNull(okAt),
  };
}
