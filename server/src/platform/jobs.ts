import type { DomainEvent, EventKind } from '@muster/contract/platform/event';
import { type Act, byItself } from './action.ts';
import { minutes } from './clock.ts';
import type { Query } from './db.ts';
import type { Platform } from './platform.ts';

/** Runs in a transaction for each event of its type; at least once, so it must be idempotent. */
export interface Subscription {
  name: string;
  type: string;
  run(act: Act, event: DomainEvent): Promise<void>;
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

export interface Jobs {
  subscriptions?: Subscription[];
  sweeps?: Sweep[];
  periodic?: Periodic[];
}

/** Subscribes to a kind of event. The name says who listens, for example `oncall.openPage`. */
export function on<Payload>(
  kind: EventKind<Payload>,
  name: string,
  run: (act: Act, event: DomainEvent<Payload>) => Promise<void>,
): Subscription {
  // The outbox hands an event only to subscribers of its type, and only `kind` makes events of that type.
  return { name, type: kind.type, run: (act, event) => run(act, event as DomainEvent<Payload>) };
}

/** What the engine drives. `run` answers whether there may be more to do at once. */
export interface Worker {
  name: string;
  nextDueAt(db: Query): Promise<Temporal.Instant | null>;
  run(): Promise<boolean>;
}

export function sweepWorker(platform: Platform, sweep: Sweep): Worker {
  return {
    name: sweep.name,
    nextDueAt: sweep.nextDueAt,
    run: async () => (await byItself(platform, sweep.name, (act) => sweep.run(act))) > 0,
  };
}

/** Runs on every node; what it does is idempotent, so that two at once are harmless. */
export function periodicWorker(platform: Platform, periodic: Periodic): Worker {
  let nextAt = platform.clock.now().add(minutes(periodic.everyMinutes));
  return {
    name: periodic.name,
    nextDueAt: async () => nextAt,
    async run() {
      if (Temporal.Instant.compare(platform.clock.now(), nextAt) < 0) return false;
      nextAt = platform.clock.now().add(minutes(periodic.everyMinutes));
      await byItself(platform, periodic.name, (act) => periodic.run(act));
      return false;
    },
  };
}
