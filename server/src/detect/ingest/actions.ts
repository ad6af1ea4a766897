import type { Act } from '../../platform/act.ts';
import { byItself } from '../../platform/action.ts';
import { type Batching, createBatching } from '../../platform/batching.ts';
import { isDuplicate, isUnavailable } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { takeIncoming } from '../alert/actions.ts';
import type { Incoming } from '../alert/model.ts';
import type { StoredIntegration } from '../integration/model.ts';
import type { CompiledRoute } from '../route/model.ts';
import { takePing } from '../signal/actions.ts';
import type { HeartbeatPing, ParseResult } from './model.ts';
import { claimDeliveryKeys, forgetOldEvents, type StoredEvent, saveChange, saveEvents } from './store.ts';

/** A parsed request of a known integration, on its way into the store. */
export interface Arrival {
  integration: StoredIntegration;
  door: string;
  receivedAt: Temporal.Instant;
  raw: string;
  result: Exclude<ParseResult, { kind: 'refused' }>;
}

/** What became of the first event of a request; null when there was none, or it was a repeat. */
export interface Arrived {
  first: { alertId: string; service: string; isNew: boolean } | null;
  /** The heartbeat that was named does not exist. */
  unknownHeartbeat: boolean;
}

export type ArrivalIntake = Batching<Arrival, Arrived>;

/** The intake of this node; `routes` answers the compiled routes of this moment. */
export function openIntake(platform: Platform, routes: () => Promise<CompiledRoute[]>): ArrivalIntake {
  const store = async (arrivals: readonly Arrival[]) => {
    const compiled = await routes();
    return storeOnceMore(() =>
      byItself(
        platform,
        'detect.takeArrivals',
        (act) => takeArrivals(act, arrivals, compiled),
        platform.intake,
      ),
    );
  };
  return createBatching(store, { mostWeight: 1_000, mostWaiting: 5_000, meetsAll: isUnavailable });
}

/** Two nodes may open the same alert at once; the loser sees it open the second time. */
async function storeOnceMore<T>(store: () => Promise<T>): Promise<T> {
  try {
    return await store();
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return store();
  }
}

async function takeArrivals(
  act: Act,
  arrivals: readonly Arrival[],
  routes: readonly CompiledRoute[],
): Promise<Arrived[]> {
  const fresh = await withoutRepeats(act, arrivals);
  saveEvents(
    act.tx,
    arrivals.map((arrival) => eventRow(act, arrival)),
  );
  const incoming: Incoming[] = [];
  const arrived: (Arrived & { at: number })[] = [];
  for (const arrival of arrivals) {
    const at = incoming.length;
    const taken = fresh.has(arrival) ? await takeOne(act, arrival) : { events: [], unknownHeartbeat: false };
    incoming.push(...taken.events);
    arrived.push({
      at: taken.events.length > 0 ? at : -1,
      first: null,
      unknownHeartbeat: taken.unknownHeartbeat,
    });
  }
  const outcomes = await takeIncoming(act, incoming, routes);
  return arrived.map(({ at, unknownHeartbeat }) => ({ first: outcomes[at] ?? null, unknownHeartbeat }));
}

async function withoutRepeats(act: Act, arrivals: readonly Arrival[]): Promise<Set<Arrival>> {
  const keyed = arrivals.flatMap((arrival) => {
    const key = arrival.result.kind === 'events' ? arrival.result.idempotencyKey : undefined;
    return key === undefined ? [] : [{ arrival, integrationId: arrival.integration.id, key }];
  });
  if (keyed.length === 0) return new Set(arrivals);
  const claimed = await claimDeliveryKeys(act.tx, keyed, act.now);
  const repeats = new Set<Arrival>();
  for (const { arrival, integrationId, key } of keyed) {
    // Within one batch the first with a key takes it; `delete` tells whether it was still there.
    if (!claimed.delete(`${integrationId} ${key}`)) repeats.add(arrival);
  }
  return new Set(arrivals.filter((arrival) => !repeats.has(arrival)));
}

async function takeOne(
  act: Act,
  { integration, result }: Arrival,
): Promise<{ events: Incoming[]; unknownHeartbeat: boolean }> {
  if (result.kind === 'changes') {
    for (const change of result.changes) {
      await saveChange(act.tx, { id: act.newId(), integrationId: integration.id, change, at: act.now });
    }
    return { events: [], unknownHeartbeat: false };
  }
  const pings = result.kind === 'ping' ? [result.ping] : result.pings;
  const heard = await takePings(act, integration, pings);
  const own = result.kind === 'events' ? result.events.map((event) => ({ event, integration })) : [];
  return { ...heard, events: [...heard.events, ...own] };
}

async function takePings(act: Act, integration: StoredIntegration, pings: readonly HeartbeatPing[]) {
  const events: Incoming[] = [];
  let unknownHeartbeat = false;
  for (const ping of pings) {
    const taken = await takePing(act, integration, ping);
    if (taken === 'unknown') unknownHeartbeat = true;
    else if (taken) events.push(taken);
  }
  return { events, unknownHeartbeat };
}

function eventRow(act: Act, { integration, door, receivedAt, raw, result }: Arrival): StoredEvent {
  const batch =
    result.kind === 'events'
      ? { accepted: result.events.length, rejected: result.rejected.length }
      : { accepted: 1, rejected: 0 };
  const reasons =
    result.kind === 'events'
      ? [...result.rejected.map((one) => `${one.index}: ${one.message}`), ...result.warnings]
      : [];
  return {
    id: act.newId(),
    integrationId: integration.id,
    door,
    receivedAt,
    status: result.answer.status,
    ...batch,
    reason: reasons.length === 0 ? null : reasons.join('; ').slice(0, 1_000),
    raw,
  };
}

/** Notes a request that was refused, for the sender's delivery log. Best effort: it promised nothing. */
export async function noteRefused(
  platform: Platform,
  refused: Omit<StoredEvent, 'id' | 'accepted' | 'rejected'>,
): Promise<void> {
  const row = {
    ...refused,
    id: newId(refused.receivedAt),
    accepted: 0,
    rejected: 1,
    raw: refused.raw.slice(0, 65_536),
  };
  try {
    await byItself(platform, 'detect.noteRefused', async (act) => saveEvents(act.tx, [row]));
  } catch (error) {
    if (!isUnavailable(error)) platform.log.warn({ error }, 'a refused request could not be noted');
  }
}

export function forgetOld(act: Act): Promise<void> {
  return forgetOldEvents(act.tx, act.now);
}
