/**
 * How often something that is secret was tried and was not right, so that nobody guesses it. A count belongs to what
 * it was tried on (an account, known or not) or to where it came from (an address), by a hash. A try counts as wrong
 * before it is known to be right: of a hundred at once, no more are looked at than of a hundred in a row. Up to a
 * bound within fifteen minutes nobody waits; from then on each further wrong try makes the wait longer. The longest is
 * a quarter of an hour, because somebody who is on call has to get in, and 96 guesses a day at a password that is on
 * no list find nothing. A try that is refused counts for nothing, so that no one keeps a count up by asking.
 */
import { isBefore } from '../../platform/instants.ts';
import { networkOf } from '../../platform/network.ts';

export interface Count {
  failures: number;
  /** Until then nothing is tried. */
  freeAt: Temporal.Instant;
  /** From then on it is as if nothing had been. */
  forgetAt: Temporal.Instant;
}

/** What is tried; each kind has counts of its own, so that a right password does not clear the codes behind it. */
export type TryKind = 'password' | 'code' | 'confirmation' | 'link' | 'reset';

export interface Try {
  kind: TryKind;
  /** On whom: an e-mail as typed, or the name of somebody known; null where only the address counts. */
  account: string | null;
  /** The person's own device, when it is one: it has its own count, which nobody else can fill. */
  device?: string | null;
}

/** A count by its name, which is kept as a hash, and how many wrong tries are free. */
export interface Bounded {
  name: string;
  bound: number;
}

const accountBound = 5;
/** An office behind one address has many people who mistype. */
const addressBound = 20;

const windowMinutes = 15;
const longestWaitMinutes = 15;
/** Whoever goes on right after a wait meets a longer one. */
const rememberedMinutes = 60;

/**
 * The counts that a try meets. On a person's own device that is the device's alone: a stranger who fills the counts
 * of the account and of a shared address cannot keep the person out.
 */
export function countsFor({ kind, account, device }: Try, address: string | null): Bounded[] {
  if (device) return [{ name: `device:${device}`, bound: accountBound }];
  const counts: Bounded[] = [];
  if (account !== null) counts.push({ name: `${kind}:${account.trim().toLowerCase()}`, bound: accountBound });
  if (address !== null) counts.push({ name: `address:${networkOf(address)}`, bound: addressBound });
  return counts;
}

/** One more that is not known to be right. */
export function oneMore(before: Count | null, bound: number, now: Temporal.Instant): Count {
  const known = before !== null && isBefore(now, before.forgetAt) ? before : null;
  const failures = (known?.failures ?? 0) + 1;
  if (failures < bound) {
    return { failures, freeAt: now, forgetAt: known?.forgetAt ?? now.add({ minutes: windowMinutes }) };
  }
  const freeAt = now.add({ minutes: Math.min(longestWaitMinutes, 2 ** Math.min(failures - bound, 10)) });
  return { failures, freeAt, forgetAt: freeAt.add({ minutes: rememberedMinutes }) };
}

/** It was right: one less for an address; whoever waited because of it does not. */
export function oneLess(count: Count, bound: number, now: Temporal.Instant): Count {
  const failures = Math.max(0, count.failures - 1);
  return { ...count, failures, freeAt: failures < bound ? now : count.freeAt };
}

/** Whole seconds to wait; 0 when a try is welcome. */
export function secondsToWait(count: Count, now: Temporal.Instant): number {
  return isBefore(now, count.freeAt) ? Math.ceil(now.until(count.freeAt).total('seconds')) : 0;
}
