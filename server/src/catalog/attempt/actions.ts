import type { Act } from '../../platform/act.ts';
import { type Action, byItself } from '../../platform/action.ts';
import { recordRefused } from '../../platform/audit/refused.ts';
import type { Caller, Platform } from '../../platform/platform.ts';
import { Refusal } from '../../platform/refusal.ts';
import { hashOf } from '../../platform/secrets.ts';
import { admit } from './decide.ts';
import { type Bounded, countsFor, oneLess, type Try } from './model.ts';
import { deleteCounts, deleteForgotten, lockCounts, saveCount } from './store.ts';

/** A try that was let through, for `afterTry`. */
export interface Admitted {
  counts: readonly Bounded[];
}

/**
 * Before anything that somebody could guess is looked at: counts the try as wrong, in a transaction of its own, so
 * that a refusal further on does not undo it. Throws a Refusal `limit` with `retryAfter` in seconds when it is one
 * too many; then nothing else may be done, above all no work that costs.
 */
export async function beforeTry(platform: Platform, caller: Caller, what: Try): Promise<Admitted> {
  const counts = countsFor(what, caller.address);
  try {
    await count(platform, counts);
  } catch (error) {
    const why = `Too many wrong tries (${what.kind}).`;
    if (error instanceof Refusal) await recordRefused(platform, caller, { action: 'catalog.lockOut', why });
    throw error;
  }
  return { counts };
}

function count(platform: Platform, counts: readonly Bounded[]): Promise<void> {
  return byItself(
    platform,
    'catalog.countTry',
    async (act) => {
      const known = await lockCounts(act.tx, counts.map(keyOf), act.now);
      const met = counts.map((bounded) => ({ bounded, count: known.get(keyOf(bounded)) ?? null }));
      const next = admit(met, act.now);
      for (const [index, count] of next.entries()) {
        const bounded = counts[index];
        if (bounded) await saveCount(act.tx, keyOf(bounded), count);
      }
    },
    platform.db,
  );
}

/** The try was right: the account starts anew, and the address gets this one back. */
export async function afterTry(platform: Platform, { counts }: Admitted): Promise<void> {
  await byItself(
    platform,
    'catalog.forgiveTry',
    async (act) => {
      const [shared, own] = [counts.filter(isShared), counts.filter((one) => !isShared(one))];
      const known = await lockCounts(act.tx, counts.map(keyOf), act.now);
      for (const bounded of shared) {
        const count = known.get(keyOf(bounded));
        if (count) await saveCount(act.tx, keyOf(bounded), oneLess(count, bounded.bound, act.now));
      }
      await deleteCounts(act.tx, own.map(keyOf));
    },
    platform.db,
  );
}

/** An action that takes the token of a letter or a link; whoever tries too many tokens waits. */
export function limited<Input, Answer>(act: Action<Input, Answer>): Action<Input, Answer> {
  return async (platform, caller, input) => {
    const admitted = await beforeTry(platform, caller, { kind: 'link', account: null });
    const answer = await act(platform, caller, input);
    await afterTry(platform, admitted);
    return answer;
  };
}

export function forgetTries(act: Act): Promise<void> {
  return deleteForgotten(act.tx, act.now);
}

/** What many people come from is not cleared by one who got in. */
function isShared({ name }: Bounded): boolean {
  return name.startsWith('address:');
}

/** Addresses that were typed are nobody's to read. */
function keyOf({ name }: Bounded): string {
  return hashOf(`attempt:${name}`);
}
