import type { Act } from '../act.ts';
import type { Query } from '../db.ts';
import type { Delivery } from './model.ts';

/** What the stage that owns a purpose answers for its messages. */
export interface Purpose {
  /** Asked in the moment before sending: which of these are no longer wanted, and why. Keyed by delivery id. */
  unwanted(db: Query, deliveries: readonly Delivery[]): Promise<Map<string, string>>;
  /** Told of messages that went stale before they could leave, in the transaction that ends them. */
  late?(act: Act, deliveries: readonly Delivery[]): Promise<void>;
  /** Told, in the transaction that records it, that a message was delivered or has failed for good. */
  ended(act: Act, delivery: Delivery, end: HowItEnded): Promise<void>;
}

/** `isGone` where the provider says that nothing will ever arrive there again. */
export interface HowItEnded {
  state: 'delivered' | 'failed';
  reason: string;
  isGone?: true;
}
