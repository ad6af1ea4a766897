import { within } from '../clock.ts';
import { newId } from '../ids.ts';
import type { Caller, Platform } from '../platform.ts';
import type { Refused, Repeated } from './refusals.ts';
import { addEntries } from './write.ts';

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
    await within(longestMs, writeRefusals(platform, now, [{ caller, refused, times: 1 }]), 'the audit log');
  } catch (error) {
    platform.log.warn({ error, action: refused.action }, 'a refused act could not be recorded');
  }
}

/** Writes refusals and their counts, in a transaction of its own. */
export async function writeRefusals(
  platform: Platform,
  at: Temporal.Instant,
  refusals: readonly Repeated[],
): Promise<void> {
  if (refusals.length === 0) return;
  await platform.db.transaction(async (tx) => {
    for (const { caller, refused, times } of refusals) {
      addEntries(tx, { at, caller, action: refused.action, outcome: 'refused' }, [
        { id: newId(at), subject: refused.subject ?? '', detail: { reason: refused.why }, count: times },
      ]);
    }
  });
}
