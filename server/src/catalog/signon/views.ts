import { isId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { findTrial } from '../sso/store.ts';
import type { TrialOutcome } from './model.ts';

/** The outcome of a trial, for who tried; undefined for everybody else, and when its time is over. */
export async function trialView(
  platform: Platform,
  id: string,
  person: string,
): Promise<TrialOutcome | undefined> {
  if (!isId(id)) return undefined;
  const row = await findTrial(platform.db, { id, person }, platform.clock.now());
  return row && outcomeIn(platform.secrets.open(row.sealed));
}

/** Sealed by `keepTrial` alone, so it is what was given to it. */
function outcomeIn(opened: string): TrialOutcome {
  return JSON.parse(opened) as TrialOutcome;
}
