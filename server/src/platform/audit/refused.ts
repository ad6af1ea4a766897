import { actorName } from '../actor.ts';
import { seconds, within } from '../clock.ts';
import { newId } from '../ids.ts';
import type { Worker } from '../jobs.ts';
import type { Caller, Platform } from '../platform.ts';
import { addEntries, howOf } from './write.ts';

/** A refused act. `why` is a sentence of ours, never what somebody typed. */
export interface Refused {
  action: string;
  /** What it would have changed, where that is known to exist: `person:ada`. */
  subject?: string;
  why: string;
}

/**
 * Refusals of the last minute on this node. The first of its kind is written at once; those alike are counted, and
 * the count is one more entry when the minute is over. So a flood costs counting, not rows.
 */
export interface Refusals {
  /** Whether this one is to be written now; otherwise it is counted. */
  isFirst(now: Temporal.Instant, caller: Caller, refused: Refused): boolean;
  /** When counts are due; null when nothing was counted. */
  nextDueAt(): Temporal.Instant | null;
  /** Takes out what is over by then, with how often it came again. */
  take(now: Temporal.Instant): Repeated[];
}

export interface Repeated {
  caller: Caller;
  refused: Refused;
  times: number;
}

const window = seconds(60);
/** As many kinds of refusal are told apart in a minute, in all and for one address; what is more is thrown together. */
const mostKinds = 500;
const mostKindsOfAddress = 30;

interface Kind extends Repeated {
  until: Temporal.Instant;
}

export function createRefusals(): Refusals {
  const kinds = new Map<string, Kind>();
  const ofAddress = new Map<string, number>();

  /** Kinds stand in the order in which their minutes end, so the first that goes on ends the search. */
  const forget = (now: Temporal.Instant) => {
    for (const [key, one] of kinds) {
      if (!isOver(one, now)) return;
      if (one.times === 0) drop(key, one);
    }
  };
  const drop = (key: string, { caller }: Kind) => {
    kinds.delete(key);
    const address = caller.address ?? '';
    const left = (ofAddress.get(address) ?? 1) - 1;
    if (left > 0) ofAddress.set(address, left);
    else ofAddress.delete(address);
  };
  const add = (key: string, now: Temporal.Instant, [caller, refused]: [Caller, Refused]) => {
    const address = caller.address ?? '';
    kinds.set(key, { caller, refused, times: 0, until: now.add(window) });
    ofAddress.set(address, (ofAddress.get(address) ?? 0) + 1);
    return true;
  };
  /** What is told apart where there is room for it, and what is left to tell where there is not. */
  const room = (caller: Caller, refused: Refused): [Caller, Refused] => {
    if (kinds.size >= mostKinds) return [fromMany(caller), withoutSubject(refused)];
    const isBusy = (ofAddress.get(caller.address ?? '') ?? 0) >= mostKindsOfAddress;
    return [caller, isBusy ? withoutSubject(refused) : refused];
  };
  return {
    isFirst(now, given, whatever) {
      forget(now);
      const [caller, refused] = kinds.has(keyOf(given, whatever)) ? [given, whatever] : room(given, whatever);
      const key = keyOf(caller, refused);
      const known = kinds.get(key);
      if (!known) return add(key, now, [caller, refused]);
      known.times += 1;
      return false;
    },
    nextDueAt() {
      const counted = [...kinds.values()].filter((one) => one.times > 0).map((one) => one.until);
      return counted.sort(Temporal.Instant.compare)[0] ?? null;
    },
    take(now) {
      const over = [...kinds].filter(([, one]) => one.times > 0 && isOver(one, now));
      for (const [key, one] of over) drop(key, one);
      return over.map(([, { caller, refused, times }]) => ({ caller, refused, times }));
    },
  };
}

function isOver({ until }: Kind, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(until, now) <= 0;
}

function keyOf({ actor, address }: Caller, { action, subject, why }: Refused): string {
  return JSON.stringify([actor.kind, actorName(actor), howOf(actor), address, action, subject, why]);
}

function withoutSubject({ action, why }: Refused): Refused {
  return { action, why };
}

function fromMany({ actor }: Caller): Caller {
  return { actor, requestId: null, address: null };
}

/** Nobody who is refused waits longer than this for the record of it. */
const longestMs = 1_000;

/**
 * Records an act that was refused, in a transaction of its own, because the act's own was rolled back. Bounded, see
 * `Refusals`. It never throws: a refusal that cannot be recorded is still a refusal, and the log tells.
 */
export async function recordRefused(platform: Platform, caller: Caller, refused: Refused): Promise<void> {
  const now = platform.clock.now();
  if (!platform.refusals.isFirst(now, caller, refused)) return;
  try {
    await within(longestMs, write(platform, now, [{ caller, refused, times: 1 }]), 'the audit log');
  } catch (error) {
    platform.log.warn({ error, action: refused.action }, 'a refused act could not be recorded');
  }
}

/** Writes the counts of minutes that are over. */
export function refusalsWorker(platform: Platform): Worker {
  return {
    name: 'platform.countRefused',
    nextDueAt: async () => platform.refusals.nextDueAt(),
    async run() {
      const now = platform.clock.now();
      await write(platform, now, platform.refusals.take(now));
      return false;
    },
  };
}

/** At the stop: whatever was counted, although its minute is not over. */
export async function writeRefusalsLeft(platform: Platform): Promise<void> {
  const now = platform.clock.now();
  const left = platform.refusals.take(now.add(window));
  await write(platform, now, left).catch((error: unknown) =>
    platform.log.warn({ error }, 'refused acts could not be recorded'),
  );
}

async function write(platform: Platform, at: Temporal.Instant, refusals: readonly Repeated[]): Promise<void> {
  if (refusals.length === 0) return;
  await platform.db.transaction(async (tx) => {
    for (const { caller, refused, times } of refusals) {
      addEntries(tx, { at, caller, action: refused.action, outcome: 'refused' }, [
        { id: newId(at), subject: refused.subject ?? '', detail: { reason: refused.why }, count: times },
      ]);
    }
  });
}
