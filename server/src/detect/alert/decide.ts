import type { Routed } from '../route/model.ts';
import {
  type Alert,
  alertKey,
  closed,
  described,
  type Group,
  type Incoming,
  isFlapping,
  newAlert,
  newGroup,
  reopenWindowMinutes,
} from './model.ts';

/** What is stored about the alerts and groups that a batch touches. `latest` is the open alert or the last one. */
export interface Known {
  latest: ReadonlyMap<string, Alert>;
  groupsById: ReadonlyMap<string, Group>;
  openGroups: ReadonlyMap<string, Group>;
}

export interface Needs {
  now: Temporal.Instant;
  newId(): string;
  route(incoming: Incoming): Routed;
}

/** Something that people to the right may care about. */
export type GroupNews = { kind: 'opened' | 'acknowledged' | 'resolved'; group: Group; integration: string };

/** What a batch of events makes of the world. Only what changed is in it. */
export interface Taken {
  alerts: { alert: Alert; isNew: boolean }[];
  groups: { group: Group; isNew: boolean }[];
  news: GroupNews[];
  /** For each event: the alert it belongs to, or null when it ended nothing that was open. */
  outcomes: ({ alertId: string; service: string; isNew: boolean } | null)[];
}

/**
 * Takes events in their order (ingest.md, section 1). Firing joins or opens; it never takes an acknowledgement
 * back. Resolved and acknowledged act on what is open and are otherwise unmatched. A group whose wait is over is
 * announced in the same breath; one that closes before is never announced.
 */
export function takeEvents(known: Known, events: readonly Incoming[], needs: Needs): Taken {
  const world = new World(known, needs);
  const outcomes = events.map((incoming) => takeOne(world, incoming));
  return world.taken(outcomes);
}

function takeOne(world: World, incoming: Incoming): Taken['outcomes'][number] {
  const { event, integration } = incoming;
  const alert = world.alert(alertKey(integration.id, event.dedupKey));
  const open = alert !== undefined && alert.state !== 'resolved' ? alert : undefined;
  if (event.status === 'firing') return fire(world, incoming, open ?? reopenable(world, alert));
  if (!open) return null;
  const outcome = { alertId: open.id, service: open.service, isNew: false };
  const seen = { ...open, count: open.count + 1, lastAt: world.now };
  if (event.status === 'resolved') {
    world.put({ ...seen, state: 'resolved', endsAt: event.endsAt ?? world.now.toString() });
    world.closeOne(open, integration.name);
  } else if (event.status === 'acknowledged') {
    world.put({ ...seen, state: 'acknowledged' });
    world.tell('acknowledged', open, integration.name);
  } else {
    world.put({ ...seen, state: 'firing' });
  }
  return outcome;
}

function fire(world: World, incoming: Incoming, known: Alert | undefined): Taken['outcomes'][number] {
  if (known && known.state !== 'resolved') {
    world.put({ ...known, ...described(incoming.event), count: known.count + 1, lastAt: world.now });
    return { alertId: known.id, service: known.service, isNew: false };
  }
  const routed = world.route(incoming);
  const fresh = newAlert(known?.id ?? world.newId(), incoming, routed, world.now);
  const alert = known
    ? {
        ...fresh,
        count: known.count + 1,
        comebacks: known.comebacks + 1,
        firstAt: known.firstAt,
        groupId: known.groupId,
      }
    : fresh;
  world.put(
    { ...alert, groupId: world.join(routed, alert, incoming.integration.name).id },
    known === undefined,
  );
  return { alertId: alert.id, service: alert.service, isNew: known === undefined };
}

function reopenable(world: World, alert: Alert | undefined): Alert | undefined {
  if (!alert) return undefined;
  const since = alert.lastAt.until(world.now).total('minutes');
  return since <= reopenWindowMinutes ? alert : undefined;
}

/** The known world with the batch's changes over it. */
class World {
  readonly now: Temporal.Instant;
  readonly newId: () => string;
  readonly route: Needs['route'];
  private readonly known: Known;
  private readonly alerts = new Map<string, { alert: Alert; isNew: boolean }>();
  private readonly groups = new Map<string, { group: Group; isNew: boolean }>();
  private readonly openKeys = new Map<string, string>();
  private readonly news: GroupNews[] = [];

  constructor(known: Known, needs: Needs) {
    this.known = known;
    this.now = needs.now;
    this.newId = needs.newId;
    this.route = needs.route;
  }

  alert(key: string): Alert | undefined {
    return this.alerts.get(key)?.alert ?? this.known.latest.get(key);
  }

  put(alert: Alert, isNew = false): void {
    const key = alertKey(alert.integrationId, alert.dedupKey);
    const earlier = this.alerts.get(key);
    // An id may change within a batch only when the window is over, which no batch outlives.
    this.alerts.set(key, { alert, isNew: isNew || earlier?.isNew === true });
  }

  /** Puts an alert that opens into the open group of its key, or into a new one. */
  join(routed: Routed, alert: Alert, integration: string): Group {
    const open = this.openGroup(routed.key);
    const group = open ?? newGroup(this.newId(), routed, alert, this.now);
    const alerts = group.alerts + (alert.groupId === group.id ? 0 : 1);
    const joined = { ...group, alerts, openAlerts: group.openAlerts + 1, closeAt: null };
    const due = joined.announceAt !== null && Temporal.Instant.compare(joined.announceAt, this.now) <= 0;
    const announced = due ? { ...joined, announceAt: null } : joined;
    this.putGroup(announced, !open);
    this.openKeys.set(routed.key, group.id);
    if (due) this.news.push({ kind: 'opened', group: announced, integration });
    return announced;
  }

  closeOne(alert: Alert, integration: string): void {
    const group = this.groupOf(alert);
    if (!group) return;
    const openAlerts = group.openAlerts - 1;
    if (openAlerts > 0) {
      this.putGroup({ ...group, openAlerts });
      return;
    }
    if (group.announceAt === null && isFlapping(alert)) {
      this.putGroup({ ...group, openAlerts: 0, closeAt: this.now.add({ minutes: reopenWindowMinutes }) });
      return;
    }
    this.putGroup(closed(group, this.now));
    if (group.announceAt === null) this.news.push({ kind: 'resolved', group, integration });
  }

  tell(kind: GroupNews['kind'], alert: Alert, integration: string): void {
    const group = this.groupOf(alert);
    if (group && group.announceAt === null) this.news.push({ kind, group, integration });
  }

  taken(outcomes: Taken['outcomes']): Taken {
    return {
      alerts: [...this.alerts.values()],
      groups: [...this.groups.values()],
      news: this.news,
      outcomes,
    };
  }

  private openGroup(key: string): Group | undefined {
    const id = this.openKeys.get(key) ?? this.known.openGroups.get(key)?.id;
    const group = id === undefined ? undefined : this.groupById(id);
    return group?.state === 'open' ? group : undefined;
  }

  private groupOf(alert: Alert): Group | undefined {
    return alert.groupId === null ? undefined : this.groupById(alert.groupId);
  }

  private groupById(id: string): Group | undefined {
    return this.groups.get(id)?.group ?? this.known.groupsById.get(id);
  }

  private putGroup(group: Group, isNew = false): void {
    this.groups.set(group.id, { group, isNew: isNew || this.groups.get(group.id)?.isNew === true });
  }
}
