/**
 * A delivery is one message to one person by one contact method, as a row. Deciding writes the row; sending is
 * apart: a lane claims it under a lease with a fencing number, asks once more whether it is still wanted, hands
 * it to the sender of its kind, and records the outcome only if its fencing number still holds. Invariants: one
 * row for each dedupe key, ever; a row whose earlier outcome is unknown is marked `maybeDuplicate` before it is
 * sent again; nothing is sent after `expiresAt`.
 */
import { wireTime } from '../wire-time.ts';
export interface Delivery {
  id: string;
  lane: Lane;
  /** The kind of contact method, which names the sender: email, webhook, webpush ... */
  kind: string;
  /** What it is about, so that its owner can be asked whether it is still wanted: `page` and the page's id. */
  purpose: string;
  subject: string;
  person: string;
  /** The id of the person's contact method. */
  via: string;
  message: unknown;
  /** `handed`: the provider took it, and a receipt is waited for until `dueAt`. */
  state: 'queued' | 'sending' | 'handed' | 'delivered' | 'failed' | 'cancelled' | 'expired';
  dueAt: Temporal.Instant;
  plannedAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
  fence: number;
  attempts: Attempt[];
  maybeDuplicate: boolean;
  sentAt: Temporal.Instant | null;
  reason: string;
}

/** The kind of a message that is for nobody and goes nowhere; the audit log does not tell of it. */
export const nowhere = 'nowhere';

export interface Attempt {
  at: string;
  outcome: string;
  note: string;
}

/** By importance; each has its own senders, so that a slow lane never holds up one above it. */
export const lanes = { page: 64, escalation: 64, status: 16, update: 16, chat: 8, bulk: 4 } as const;
export type Lane = keyof typeof lanes;

/** What became of one attempt. A value, never an exception: a sender that throws has a bug. */
export type Outcome =
  | { kind: 'delivered'; note: string }
  /** Taken by a provider that tells later whether it arrived; without a receipt until then it did not. */
  | { kind: 'handed'; note: string; until: Temporal.Instant }
  /** Worth another try; without `at`, the platform's own back-off applies. */
  | { kind: 'retry'; reason: string; at?: Temporal.Instant }
  /** No use trying again: the address is wrong, the provider said no for good. */
  | {
      kind: 'rejected';
      reason: string;
      /** The provider says that there is nobody any more: this contact method is of no use until it is mended. */
      isGone?: true;
    };

/** Sends one kind of message. Bounded in time by its own means, and by the lease at the latest. */
export interface Sender {
  kind: string;
  send(delivery: Delivery, now: Temporal.Instant): Promise<Outcome>;
}

/** Seconds to wait after the n-th failed attempt. */
const backOff = [1, 2, 4, 8, 15, 30, 60];

/** The state after an attempt. Retries go on until the message would be stale. */
export function afterAttempt(
  delivery: Pick<Delivery, 'attempts' | 'expiresAt'>,
  outcome: Outcome,
  now: Temporal.Instant,
): { state: Delivery['state']; dueAt: Temporal.Instant; reason: string; attempt: Attempt; isGone?: true } {
  const attempt = { at: wireTime(now), outcome: outcome.kind };
  if (outcome.kind === 'delivered') {
    return { state: 'delivered', dueAt: now, reason: '', attempt: { ...attempt, note: outcome.note } };
  }
  if (outcome.kind === 'handed') {
    return { state: 'handed', dueAt: outcome.until, reason: '', attempt: { ...attempt, note: outcome.note } };
  }
  const failed = { dueAt: now, reason: outcome.reason, attempt: { ...attempt, note: outcome.reason } };
  if (outcome.kind === 'rejected')
    return { ...failed, state: 'failed', ...(outcome.isGone ? { isGone: true } : {}) };
  const wait = backOff[Math.min(delivery.attempts.length, backOff.length - 1)] ?? 60;
  const nextAt = outcome.at ?? now.add({ seconds: wait });
  return Temporal.Instant.compare(nextAt, delivery.expiresAt) >= 0
    ? { ...failed, state: 'failed' }
    : { ...failed, state: 'queued', dueAt: nextAt };
}
