/** What follows when somebody types in an address, when an address agrees, and when a message did not arrive. */
import { isBefore } from '../../platform/instants.ts';
import { confirmHours, mostAsks, patienceHours, type Subscriber, type SubscriberState } from './model.ts';

/**
 * `ask`: the address is asked whether it agrees. `remind`: it gets its own link once more. `nothing`: it was written to
 * often enough today. Whoever typed it in is told the same in each case.
 */
export function decideAsk(
  known: Pick<Subscriber, 'kind' | 'state'> | null,
  asksToday: number,
): 'ask' | 'remind' | 'nothing' {
  if (asksToday >= mostAsks) return 'nothing';
  if (known?.state !== 'confirmed') return 'ask';
  return known.kind === 'mail' ? 'remind' : 'nothing';
}

export function confirmUntil(now: Temporal.Instant): Temporal.Instant {
  return now.add({ hours: confirmHours });
}

/** A link works once, in time, and only for whoever has not agreed yet. */
export function mayConfirm(
  { state, confirmUntil: until }: Pick<Subscriber, 'state' | 'confirmUntil'>,
  now: Temporal.Instant,
): boolean {
  return state !== 'confirmed' && until !== null && isBefore(now, until);
}

/**
 * What a message that will not arrive makes of its subscriber. A mailbox that is not there is written to no more; a
 * webhook gets no more when nothing arrived since the message was planned, a day ago (F47).
 */
export function afterFailure(
  { kind, okAt }: Pick<Subscriber, 'kind' | 'okAt'>,
  { plannedAt, isGone }: { plannedAt: Temporal.Instant; isGone: boolean },
  now: Temporal.Instant,
): SubscriberState {
  if (kind === 'mail') return isGone ? 'gone' : 'confirmed';
  const isQuiet = okAt === null || !isBefore(plannedAt, okAt);
  // The last try comes up to an hour before the day is over.
  const isLong = plannedAt.until(now).total('hours') >= patienceHours - 1;
  return isGone || (isQuiet && isLong) ? 'off' : 'confirmed';
}

/** When a message that did not arrive is tried again: after 1, 2, 4 ... minutes, at most an hour. */
export function nextTry(attempts: number, now: Temporal.Instant): Temporal.Instant {
  return now.add({ minutes: Math.min(60, 2 ** Math.min(attempts, 6)) });
}
