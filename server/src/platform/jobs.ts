import type { DomainEvent } from '@muster/contract/platform/event';
import type { Act } from './act.ts';
import { byItself } from './action.ts';
import type { Check } from './auditor/model.ts';
import { minutes } from './clock.ts';
import type { Query } from './db.ts';
import type { Platform } from './platform.ts';

/**
 * Runs in a transaction for events of its types, in order per subject; at least once, so it must be idempotent.
 * What must happen in order is one subscription with several types, because each subscription goes its own pace.
 */
export interface Subscription {
  /** Who listens and what it does, for example `oncall.followGroups`. */
  name: string;
  types: readonly string[];
  /** Which events of these types it is told of; all, where it is left out. Asked when they are published. */
  wants?: (event: DomainEvent) => boolean;
  run(act: Act, events: readonly DomainEvent[]): Promise<void>;
}

/** Due work: rows with a `due_at`. `run` claims some of them, decides, writes, and answers how many it did. */
export interface Sweep {
  name: string;
  nextDueAt(db: Query): Promise<Temporal.Instant | null>;
  run(act: Act): Promise<number>;
}

export interface Periodic {
  name: string;
  everyMinutes: number;
  run(act: Act): Promise<void>;
}

/** A column that holds sealed texts, alone or inside JSON, as `schema.table.column`. */
export type SealedColumn = `${string}.${string}.${string}`;

/** Due work that asks others over the network, and so opens its transactions itself: none is held meanwhile. */
export interface Errand {
  name: string;
  nextDueAt(db: Query): Promise<Temporal.Instant | null>;
  /** Answers whether there may be more to do at once. */
  run(platform: Platform): Promise<boolean>;
}

export interface Jobs {
  subscriptions?: Subscription[];
  sweeps?: Sweep[];
  periodic?: Periodic[];
  errands?: Errand[];
  /** Work that runs only where Muster audits itself, as it does but for tests and the example's past. */
  onlyAudited?: boolean;
  /** What the auditor looks for in the slice's own tables, each minute. */
  checks?: Check[];
  /** What of the slice's own tables is sealed, so that it can come under a new key. */
  sealed?: SealedColumn[];
}

/** What the engine drives. `run` answers whether there may be more to do at once. */
export interface Worker {
  name: string;
  nextDueAt(db: Query): Promise<Temporal.Instant | null>;
  run(): Promise<boolean>;
}

/** Throws for two of one name: what is found by its name would silently be replaced by the second. */
export function byName<Named extends { name: string }>(
  kind: string,
  all: readonly Named[],
): Map<string, Named> {
  const found = new Map<string, Named>();
  for (const one of all) {
    if (found.has(one.name)) throw new Error(`two ${kind} are called ${one.name}`);
    found.set(one.name, one);
  }
  return found;
}

export function sweepWorker(platform: Platform, sweep: Sweep): Worker {
  return {
    name: sweep.name,
    nextDueAt: sweep.nextDueAt,
    run: async () => (await byItself(platform, sweep.name, (act) => sweep.run(act))) > 0,
  };
}

export function errandWorker(platform: Platform, { name, nextDueAt, run }: Errand): Worker {
  return { name, nextDueAt, run: () => run(platform) };
}

/** Runs on every node; what it does is idempotent, so that two at once are harmless. One that fails comes soon again. */
export function periodicWorker(platform: Platform, periodic: Periodic): Worker {
  let nextAt = platform.clock.now().add(minutes(periodic.everyMinutes));
  return {
    name: periodic.name,
    nextDueAt: async () => nextAt,
    async run() {
      if (Temporal.Instant.compare(platform.clock.now(), nextAt) < 0) return false;
      nextAt = platform.clock.now().add(minutes(1));
      await byItself(platform, periodic.name, (act) => periodic.run(act));
      nextAt = platform.clock.now().add(minutes(periodic.everyMinutes));
      return false;
    },
  };
}
