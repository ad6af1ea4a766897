import type { DomainEvent } from '@muster/contract/platform/event';
import type { Actor } from './actor.ts';
import type { Refusals } from './audit/refusals.ts';
import type { Clock } from './clock.ts';
import type { Db } from './db.ts';
import type { Egress } from './egress/model.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { SecretBox } from './secrets.ts';
import type { Settings } from './settings.ts';
import type { Sites } from './sites/sites.ts';

/** What every action, job and sender stands on. One value, made in `app.ts`, passed as an argument. */
export interface Platform {
  /** For requests of people and senders. */
  db: Db;
  /** For due work, so that a flood of requests cannot keep a page waiting for a connection. */
  work: Db;
  /** For what senders post, apart from both. */
  intake: Db;
  clock: Clock;
  /** However quiet it is, each worker looks at its rows this often. */
  tick: Temporal.Duration;
  log: Log;
  settings: Settings;
  secrets: SecretBox;
  metrics: Metrics;
  /** Refused acts of the last minute, so that a flood of them fills no disk. */
  refusals: Refusals;
  /** The one way out to addresses that somebody typed. */
  egress: Egress;
  /** The static sites that are written and served. */
  sites: Sites;
  news: News;
}

/** How a change becomes known: to subscribers, to sweeps, to browsers. */
export interface News {
  /** The subscribers that want to be told of an event, by name; each gets its own outbox row. */
  subscribersOf(event: DomainEvent): readonly string[];
  /** Says after a commit on this node what other nodes hear by NOTIFY. */
  tell(bulletin: Bulletin): void;
  /**
   * Calls `run` with the topics of every change, of this node and of others, and with the names of those whose
   * browsers may hear of it; null where everybody's may.
   */
  watch(run: (topics: readonly string[], people: readonly string[] | null) => void): void;
  /** Calls `run` with what other nodes say in passing (`sayInPassing`). */
  hear(run: (about: string, text: string) => void): void;
  /** This node, to tell its own notices from those of others. */
  nodeId: string;
}

export interface Bulletin {
  /** Names of sweeps that have something to do now. */
  pokes: string[];
  /** Topics that browsers should ask for again. */
  topics: string[];
  /** Topics that only some people's browsers may hear of. */
  private?: PrivateTopics[];
  /** What is said in passing. */
  said?: { about: string; text: string };
}

export interface PrivateTopics {
  topics: string[];
  /** Names of people. */
  people: string[];
}

/** Who asks for a change, and by which request. */
export interface Caller {
  actor: Actor;
  requestId: string | null;
  /** Where the request came from, as far as trusted proxies say; null for what Muster does by itself. */
  address: string | null;
  /** What the browser or program calls itself; null or absent when it says nothing. */
  userAgent?: string | null;
  /** The secrets in the cookies of the browser that asks, whether they are good for anything or not. */
  cookies?: { session: string | null; device: string | null };
  /** The key and the fingerprint of a request that must not happen twice. */
  idempotency?: { key: string; fingerprint: string };
}
