import { type Actor, actorName } from '../actor.ts';
import { seconds } from '../clock.ts';
import { howOf } from './how.ts';

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
  isFirst(now: Temporal.Instant, caller: Asker, refused: Refused): boolean;
  /** When counts are due; null when nothing was counted. */
  nextDueAt(): Temporal.Instant | null;
  /** Takes out what is over by then, with how often it came again. */
  take(now: Temporal.Instant): Repeated[];
}

/** Who was refused: the part of a `Caller` that an entry tells. */
export interface Asker {
  actor: Actor;
  requestId: string | null;
  address: string | null;
}

export interface Repeated {
  caller: Asker;
  refused: Refused;
  times: number;
}

export const window = seconds(60);
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
  const add = (key: string, now: Temporal.Instant, [caller, refused]: [Asker, Refused]) => {
    const address = caller.address ?? '';
    kinds.set(key, { caller, refused, times: 0, until: now.add(window) });
    ofAddress.set(address, (ofAddress.get(address) ?? 0) + 1);
    return true;
  };
  /** What is told apart where there is room for it, and what is left to tell where there is not. */
  const room = (caller: Asker, refused: Refused): [Asker, Refused] => {
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

function keyOf({ actor, address }: Asker, { action, subject, why }: Refused): string {
  return JSON.stringify([actor.kind, actorName(actor), howOf(actor), address, action, subject, why]);
}

function withoutSubject({ action, why }: Refused): Refused {
  return { action, why };
}

function fromMany({ actor }: Asker): Asker {
  return { actor, requestId: null, address: null };
}
