import type { DomainEvent } from '@muster/contract/platform/event';
import type { Tx } from './db.ts';
import type { Caller, Platform } from './platform.ts';

/** One change under way: its transaction, its one instant, its actor, and the news that leave with the commit. */
export interface Act {
  readonly platform: Platform;
  readonly tx: Tx;
  readonly now: Temporal.Instant;
  readonly caller: Caller;
  newId(): string;
  /** Tells the stages to the right, through the outbox. */
  publish(event: DomainEvent): void;
  /** Adds what changed to the audit row: the thing, and fields before and after. */
  record(subject: string, detail?: Record<string, unknown>): void;
  /** Tells browsers, and the caches of all nodes, that something with these topics changed. */
  hint(...topics: string[]): void;
  /** The same, but of all browsers only those of these people hear it: for what does not exist for others. */
  hintOnly(people: readonly string[], ...topics: string[]): void;
  /** Wakes a sweep as soon as this change is committed, unless it looks by itself before `dueAt`. */
  poke(sweep: string, dueAt?: Temporal.Instant): void;
}
