import { byItself } from '../action.ts';
import { type Batching, createBatching } from '../batching.ts';
import { pause, seconds, within } from '../clock.ts';
import { isUnavailable } from '../db.ts';
import type { Worker } from '../jobs.ts';
import type { Platform } from '../platform.ts';
import { afterAttempt, type Delivery, type Lane, lanes, type Outcome, type Sender } from './model.ts';
import type { Purpose } from './purpose.ts';
import { endUnconfirmed } from './receipts.ts';
import {
  auditEnds,
  claimDeliveries,
  type DeliveryEnd,
  endUnsent,
  laneWorker,
  nextDeliveryAt,
  recordAttempts,
  renewEverySeconds,
  renewLeases,
} from './store.ts';

/** Senders have limits of their own, below this; a sender that has none must not hold its claim for ever. */
const longestSendMs = 60_000;
const betweenRecordingsMs = 500;
/** About two minutes, when each try ends at once. */
const mostRecordings = 240;

export type { HowItEnded, Purpose } from './purpose.ts';

export interface Sending {
  senders: readonly Sender[];
  purposes: Readonly<Record<string, Purpose>>;
}

/** A lane's worker, and a promise for tests and for stopping: everything that this node is sending has ended. */
export interface LaneWorker extends Worker {
  drained(): Promise<void>;
}

/**
 * Each lane sends at most so many messages at once on this node. Claims are short transactions; sending holds
 * neither a transaction nor a connection. When a message ends and more may wait, the lane pokes itself. While it
 * sends, it renews its claims, so that a short lease suffices even where a mail server takes its time.
 */
export function createLane(platform: Platform, sending: Sending, lane: Lane): LaneWorker {
  const senders = new Map(sending.senders.map((sender) => [sender.kind, sender]));
  const underWay = new Map<string, { delivery: Delivery; done: Promise<void> }>();
  const capacity = lanes[lane];
  const claims = keepClaims(platform, () => [...underWay.values()].map((one) => one.delivery));
  const recording = createBatching((ended: readonly Ended[]) => recordOutcomes(platform, sending, ended), {
    mostWeight: capacity,
    mostWaiting: 2 * capacity,
    meetsAll: isUnavailable,
  });
  // Whether the last claim took as many as it could, so that more may wait.
  let wasFull = false;

  const sendOne = async (delivery: Delivery) => {
    const outcome = await attempt(platform, senders.get(delivery.kind), delivery);
    platform.metrics.deliveries.inc({ kind: delivery.kind, outcome: outcome.kind });
    await recordPatiently(platform, recording, { delivery, outcome });
    return outcome.kind === 'delivered' && !wasFull;
  };
  const track = (delivery: Delivery) => {
    const done = sendOne(delivery)
      .catch((error: unknown) => {
        platform.log.error(
          { error, delivery: delivery.id },
          'what follows from an outcome could not be done',
        );
        return false;
      })
      .then((isAllDone) => {
        underWay.delete(delivery.id);
        if (underWay.size === 0) claims.rest();
        if (!isAllDone) platform.news.tell({ pokes: [laneWorker(lane)], topics: [] });
      });
    underWay.set(delivery.id, { delivery, done });
    claims.watch();
  };
  return {
    name: laneWorker(lane),
    nextDueAt: (db) =>
      underWay.size >= capacity ? Promise.resolve(null) : nextDeliveryAt(db, lane, [...underWay.keys()]),
    async run() {
      await endUnconfirmed(platform, sending.purposes, lane);
      const limit = capacity - underWay.size;
      if (limit <= 0) return false;
      const sought = { lane, limit, underWay: [...underWay.keys()] };
      const wanted = await claimWanted(platform, sending.purposes, sought);
      wasFull = wanted.claimed === limit;
      wanted.deliveries.forEach(track);
      return wasFull && underWay.size < capacity;
    },
    async drained() {
      while (underWay.size > 0) await Promise.all([...underWay.values()].map((one) => one.done));
    },
  };
}

/** Renews what is under way again and again, from `watch` until `rest`. */
function keepClaims(platform: Platform, underWay: () => readonly Delivery[]) {
  let cancel: (() => void) | null = null;
  const watch = () => {
    cancel ??= platform.clock.at(platform.clock.now().add(seconds(renewEverySeconds)), () => void renew());
  };
  const renew = async () => {
    // When it fails, the next round tries again; a lease that ends meanwhile only means a message marked as double.
    await renewLeases(platform.work, underWay(), platform.clock.now()).catch((error: unknown) =>
      platform.log.warn({ error }, 'claims could not be renewed'),
    );
    cancel = null;
    if (underWay().length > 0) watch();
  };
  return {
    watch,
    rest() {
      cancel?.();
      cancel = null;
    },
  };
}

/** Claims, and ends at once what is stale or no longer wanted, in one transaction. */
function claimWanted(
  platform: Platform,
  purposes: Sending['purposes'],
  { lane, ...sought }: { lane: Lane; limit: number; underWay: readonly string[] },
): Promise<{ claimed: number; deliveries: Delivery[] }> {
  return byItself(platform, laneWorker(lane), async (act) => {
    const claimed = await claimDeliveries(act.tx, lane, sought, act.now);
    const unwanted = new Map<string, { state: 'cancelled' | 'expired'; reason: string }>();
    for (const purpose of new Set(claimed.map((delivery) => delivery.purpose))) {
      const these = claimed.filter((delivery) => delivery.purpose === purpose);
      const reasons = await purposes[purpose]?.unwanted(act.tx, these);
      for (const [id, reason] of reasons ?? []) unwanted.set(id, { state: 'cancelled', reason });
    }
    for (const delivery of claimed) {
      platform.metrics.sweepLateness.observe(
        { sweep: laneWorker(lane) },
        Math.max(0, secondsLate(delivery, act.now)),
      );
      if (Temporal.Instant.compare(act.now, delivery.expiresAt) < 0 || unwanted.has(delivery.id)) continue;
      unwanted.set(delivery.id, {
        state: 'expired',
        reason: 'It waited too long and would have been stale.',
      });
    }
    const stale = claimed.filter((delivery) => unwanted.get(delivery.id)?.state === 'expired');
    for (const [purpose, these] of Map.groupBy(stale, (delivery) => delivery.purpose))
      await purposes[purpose]?.late?.(act, these);
    await endUnsent(
      act.tx,
      [...unwanted].map(([id, end]) => ({ id, ...end })),
    );
    auditEnds(
      act,
      claimed.flatMap((delivery) => {
        const end = unwanted.get(delivery.id);
        const attempts = delivery.attempts.length;
        return end ? [{ delivery, result: end.state, reason: end.reason, attempts }] : [];
      }),
    );
    return { claimed: claimed.length, deliveries: claimed.filter((delivery) => !unwanted.has(delivery.id)) };
  });
}

function secondsLate(delivery: Delivery, now: Temporal.Instant): number {
  return (now.epochMilliseconds - delivery.plannedAt.epochMilliseconds) / 1000;
}

async function attempt(platform: Platform, sender: Sender | undefined, delivery: Delivery): Promise<Outcome> {
  if (!sender) return { kind: 'rejected', reason: `This server cannot send by ${delivery.kind}.` };
  try {
    return await within(longestSendMs, sender.send(delivery, platform.clock.now()), 'the sender');
  } catch (error) {
    platform.log.error(
      { error, kind: delivery.kind, delivery: delivery.id },
      'a sender threw instead of answering',
    );
    return { kind: 'retry', reason: 'Muster failed to send it; the log tells why.' };
  }
}

/**
 * A database that is away for a while does not undo what was sent: the outcome is kept and written when it is back,
 * unless somebody else has taken over. When not even an available database takes it, the bare attempt is written,
 * because a message whose outcome is never recorded would be sent again and again.
 */
async function recordPatiently(
  platform: Platform,
  recording: Batching<Ended, null>,
  ended: Ended,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await recording.accept(ended, 1).stored;
      return;
    } catch (error) {
      if (isUnavailable(error) && tries < mostRecordings) {
        await pause(betweenRecordingsMs);
        continue;
      }
      await recordBarely(platform, ended);
      throw error;
    }
  }
}

/** The attempt and its entry in the audit log, without what follows from them. */
async function recordBarely(platform: Platform, { delivery, outcome }: Ended): Promise<void> {
  await byItself(platform, laneWorker(delivery.lane), async (act) => {
    const attempt = { delivery, after: afterAttempt(delivery, outcome, act.now) };
    const became = (await recordAttempts(act.tx, [attempt])).get(delivery.id);
    if (became) auditEnds(act, endOf({ delivery, after: { ...attempt.after, ...became } }));
  });
}

/** A message and what became of it. */
interface Ended {
  delivery: Delivery;
  outcome: Outcome;
}

/** Writes what became of several messages in one transaction, as far as nobody has taken them over. */
function recordOutcomes(
  platform: Platform,
  { purposes }: Sending,
  ended: readonly Ended[],
): Promise<readonly null[]> {
  return byItself(platform, laneWorker(ended[0]?.delivery.lane ?? 'page'), async (act) => {
    const attempts = ended.map(({ delivery, outcome }) => ({
      delivery,
      after: afterAttempt(delivery, outcome, act.now),
    }));
    const written = await recordAttempts(act.tx, attempts);
    const ours = attempts.flatMap(({ delivery, after }) => {
      const became = written.get(delivery.id);
      return became ? [{ delivery, after: { ...after, ...became } }] : [];
    });
    auditEnds(act, ours.flatMap(endOf));
    for (const { delivery } of ours) act.hint(`${delivery.purpose}:${delivery.subject}`);
    await Promise.all(
      ours.map(async ({ delivery, after: { state, reason, isGone } }) => {
        if (state !== 'delivered' && state !== 'failed') return;
        const end = { state, reason, ...(isGone ? { isGone } : {}) };
        await purposes[delivery.purpose]?.ended(act, delivery, end);
      }),
    );
    return ended.map(() => null);
  });
}

/** What the audit log tells of an attempt that was the last; nothing of one that is followed by another. */
function endOf({
  delivery,
  after,
}: {
  delivery: Delivery;
  after: ReturnType<typeof afterAttempt>;
}): DeliveryEnd[] {
  const { state, reason } = after;
  if (state !== 'delivered' && state !== 'failed') return [];
  return [{ delivery, result: state, reason, attempts: delivery.attempts.length + 1 }];
}
