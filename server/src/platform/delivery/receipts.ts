import type { Act } from '../act.ts';
import { byItself } from '../action.ts';
import type { Platform } from '../platform.ts';
import { wireTime } from '../wire-time.ts';
import type { Delivery, Lane } from './model.ts';
import type { Purpose } from './purpose.ts';
import {
  auditEnds,
  awaitReceiptUntil,
  endHanded,
  keepReceipt,
  laneWorker,
  lockDelivery,
  lockUnconfirmed,
  noteAttempt,
} from './store.ts';

type Purposes = Readonly<Record<string, Purpose>>;

/** What a provider tells of a message that it took. */
export interface Receipt {
  state: 'delivered' | 'failed';
  /** Why it did not arrive, for people; of one that arrived, how that is known. */
  reason: string;
}

/**
 * Settles a message that was handed over, once: a second receipt changes nothing. One that comes while the message is
 * still being sent is kept for that moment; one that comes after the message was given up is noted, and calls nobody
 * back. Within the caller's transaction.
 */
export async function takeReceipt(
  act: Act,
  purposes: Purposes,
  id: string,
  receipt: Receipt,
): Promise<'settled' | 'kept' | 'late' | 'unknown'> {
  const delivery = await lockDelivery(act.tx, id);
  if (!delivery) return 'unknown';
  const { state, reason } = receipt;
  if (delivery.state === 'sending') {
    await keepReceipt(act.tx, id, { state, reason: state === 'failed' ? reason : '' });
    return 'kept';
  }
  if (delivery.state !== 'handed') {
    const note = `Receipt after the end: ${reason}`;
    if (!delivery.attempts.some((one) => one.note === note))
      await noteAttempt(act.tx, id, { at: stamp(act), outcome: 'receipt', note });
    return 'late';
  }
  await noteAttempt(act.tx, id, { at: stamp(act), outcome: 'receipt', note: reason });
  await settle(act, purposes, delivery, receipt);
  return 'settled';
}

/** A call that was answered goes on: its receipt may come until then. */
export async function giveMoreTime(act: Act, id: string, until: Temporal.Instant): Promise<void> {
  await awaitReceiptUntil(act.tx, id, until);
}

/** Whatever has no receipt in time counts as undelivered; what nobody wants any more just ends. */
export function endUnconfirmed(platform: Platform, purposes: Purposes, lane: Lane): Promise<void> {
  return byItself(platform, laneWorker(lane), async (act) => {
    const late = await lockUnconfirmed(act.tx, lane, act.now);
    for (const [purpose, deliveries] of Map.groupBy(late, (one) => one.purpose)) {
      const unwanted = (await purposes[purpose]?.unwanted(act.tx, deliveries)) ?? new Map<string, string>();
      for (const delivery of deliveries) {
        const why = unwanted.get(delivery.id);
        if (why === undefined) await settle(act, purposes, delivery, unconfirmed);
        else await endWanted(act, delivery, why);
      }
    }
  });
}

const unconfirmed: Receipt = { state: 'failed', reason: 'No receipt came in time.' };

async function settle(act: Act, purposes: Purposes, delivery: Delivery, receipt: Receipt): Promise<void> {
  const { state } = receipt;
  const reason = state === 'failed' ? receipt.reason : '';
  await endHanded(act.tx, delivery.id, { state, reason });
  auditEnds(act, [{ delivery, result: state, reason, attempts: delivery.attempts.length }]);
  act.hint(`${delivery.purpose}:${delivery.subject}`);
  await purposes[delivery.purpose]?.ended(act, delivery, { state, reason });
}

async function endWanted(act: Act, delivery: Delivery, reason: string): Promise<void> {
  await endHanded(act.tx, delivery.id, { state: 'cancelled', reason });
  auditEnds(act, [{ delivery, result: 'cancelled', reason, attempts: delivery.attempts.length }]);
  act.hint(`${delivery.purpose}:${delivery.subject}`);
}

const stamp = ({ now }: Act): string => wireTime(now);
