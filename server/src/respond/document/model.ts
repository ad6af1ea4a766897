/**
 * A live document, of an incident or of what else has one: one shared text that many write at once. It is kept as the log of its edits, each a
 * Yjs update, and is what they add up to. Invariants: the log is only added to; the places of edits are in the order of
 * their commits; a snapshot is exactly what the edits up to its place add up to; and rows of the log that are merged
 * into one stand where the last of them stood, so that nobody is shown an edit earlier than it was made.
 */

import type { Actor } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';

/** What a document asks of the thing that it belongs to: an incident, or what a stage to the right writes about one. */
export interface DocumentOwner {
  /** Whether this person may write in it now; asked at the door, and again while it is open. False for others' ids. */
  mayEdit(platform: Platform, actor: Actor, about: string): Promise<boolean>;
  /** The text that it begins with, as Markdown. Null for the id of something else. */
  templateOf(platform: Platform, about: string): Promise<string | null>;
  /** Whether news with this topic may mean that somebody may not write any more. */
  isTelling(topic: string, about: string): boolean;
}

export interface OfIncident extends DocumentOwner {
  /** The id behind a reference. Throws the refusal of whoever may not see it. */
  idOf(platform: Platform, actor: Actor, ref: string): Promise<string>;
}

/** One row of the log. */
export interface Update {
  seq: number;
  at: Temporal.Instant;
  people: readonly string[];
  bytes: Uint8Array;
}

/** Edits of the last ten minutes stay as they came: somebody may be looking for one. */
const freshMinutes = 10;

/** Rows up to this instant may be merged. */
export function settledBefore(now: Temporal.Instant): Temporal.Instant {
  return now.subtract({ minutes: freshMinutes });
}

/** The rows of one minute, for each minute that has several: each group becomes one row. The rows are in order. */
export function mergeable(updates: readonly Update[]): Update[][] {
  const groups = Map.groupBy(updates, ({ at }) => Math.floor(at.epochMilliseconds / 60_000));
  return [...groups.values()].filter((group) => group.length > 1);
}

/** The names in these rows, each once. */
export function peopleIn(updates: readonly Update[]): string[] {
  return [...new Set(updates.flatMap(({ people }) => people))].sort();
}
