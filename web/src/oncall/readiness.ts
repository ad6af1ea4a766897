/** Pure: what is to be mended before somebody can be reached for certain. */
import type { ReadyMethod, ReadyPerson } from '@muster/contract/oncall/readiness';
import type { Fault } from './readiness-messages.ts';

const oldMs = 90 * 86_400_000;

/** The worst that is to be said of a method; undefined when nothing is. */
export function faultOf({ verified, usable, gone, provenAt }: ReadyMethod, now: number): Fault | undefined {
  if (!verified) return 'unverified';
  if (gone) return 'gone';
  if (!usable) return 'unusable';
  return provenAt !== null && now - Date.parse(provenAt) > oldMs ? 'old' : undefined;
}

/** Ready is whoever would be woken, by methods that all work, and did not miss the latest paging test. */
export function isReady({ problem, methods, lastTest }: ReadyPerson, now: number): boolean {
  if (problem !== null || lastTest?.answered === false) return false;
  return methods.every((one) => one.after === null || faultOf(one, now) === undefined);
}
