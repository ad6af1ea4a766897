import type { Act } from '../../platform/act.ts';
import type { Query } from '../../platform/db.ts';
import { takeIncoming } from '../alert/actions.ts';
import type { Incoming } from '../alert/model.ts';
import type { HeartbeatPing } from '../ingest/model.ts';
import type { StoredIntegration } from '../integration/model.ts';
import { allIntegrations } from '../integration/store.ts';
import { compiledRoutes } from '../route/actions.ts';
import { beat, defaultGraceMinutes, defaultPeriodMinutes, type Heartbeat, missed } from './model.ts';
import { lockDueHeartbeats, lockHeartbeat, nextHeartbeatDue, saveHeartbeat } from './store.ts';

export const heartbeatSweep = 'detect.missHeartbeats';

/**
 * Takes a sign of life for this integration's heartbeat. Answers the event for its alert, null when there is
 * none, or `unknown` for a slug that does not exist and is not to be made.
 */
export async function takePing(
  act: Act,
  integration: StoredIntegration,
  ping: HeartbeatPing,
): Promise<Incoming | null | 'unknown'> {
  const { slug, mayBeMade } = meant(integration, ping);
  const stored = await lockHeartbeat(act.tx, integration.id, slug);
  if (!stored && !mayBeMade) return 'unknown';
  const { heartbeat, event } = beat(
    withSettings(stored ?? newHeartbeat(act, integration, slug), integration),
    ping,
    nameOf(integration, slug),
    act.now,
  );
  await saveHeartbeat(act.tx, heartbeat);
  if (heartbeat.dueAt !== null) act.poke(heartbeatSweep, heartbeat.dueAt);
  act.hint('heartbeats');
  return event && { event, integration };
}

/** When the next promise is broken, if nobody calls. */
export function nextHeartbeatAt(db: Query): Promise<Temporal.Instant | null> {
  return nextHeartbeatDue(db);
}

/** Fires for heartbeats that were due and did not come. One of a deleted integration is simply no longer due. */
export async function missDueHeartbeats(act: Act): Promise<number> {
  const due = await lockDueHeartbeats(act.tx, act.now);
  if (due.length === 0) return 0;
  const integrations = new Map((await allIntegrations(act.tx)).map((one) => [one.id, one]));
  const events: Incoming[] = [];
  for (const heartbeat of due) {
    const integration = integrations.get(heartbeat.integrationId);
    if (!integration) {
      await saveHeartbeat(act.tx, { ...heartbeat, dueAt: null });
      continue;
    }
    const late = missed(heartbeat, nameOf(integration, heartbeat.slug));
    await saveHeartbeat(act.tx, late.heartbeat);
    if (late.event) events.push({ event: late.event, integration });
  }
  await takeIncoming(act, events, await compiledRoutes(act.tx));
  return due.length;
}

/**
 * Which heartbeat of the integration is meant. Its own needs no name; one that calls by a name of its own (as
 * Opsgenie's clients do) is watched from its first call, so that one job can never stand in for another.
 */
function meant(integration: StoredIntegration, ping: HeartbeatPing): { slug: string; mayBeMade: boolean } {
  if ('slug' in ping) return { slug: ping.slug, mayBeMade: ping.create };
  if ('name' in ping && ping.name !== integration.name) return { slug: ping.name, mayBeMade: true };
  return { slug: '', mayBeMade: true };
}

function newHeartbeat(act: Act, integration: StoredIntegration, slug: string): Heartbeat {
  return {
    id: act.newId(),
    integrationId: integration.id,
    slug,
    periodMinutes: defaultPeriodMinutes,
    graceMinutes: defaultGraceMinutes,
    state: 'new',
    lastAt: null,
    rid: null,
    log: '',
    dueAt: null,
  };
}

/** The integration's promise holds from the next sign of life on. */
function withSettings(heartbeat: Heartbeat, { settings }: StoredIntegration): Heartbeat {
  return {
    ...heartbeat,
    periodMinutes: settings.period ?? heartbeat.periodMinutes,
    graceMinutes: settings.grace ?? heartbeat.graceMinutes,
  };
}

function nameOf(integration: StoredIntegration, slug: string): string {
  return slug === '' ? integration.name : slug;
}
