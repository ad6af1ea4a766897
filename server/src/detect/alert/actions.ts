import {
  alertGroupAcknowledged,
  alertGroupOpened,
  alertGroupResolved,
  alertsFired,
} from '@muster/contract/detect/events';
import type { Act } from '../../platform/act.ts';
import { minutes } from '../../platform/clock.ts';
import type { Query } from '../../platform/db.ts';
import { canaryId } from '../canary/model.ts';
import { type CompiledRoute, routeEvent } from '../route/model.ts';
import { type GroupNews, type Taken, takeEvents } from './decide.ts';
import { type Alert, alertKey, closed, type Group, type Incoming, reopenWindowMinutes } from './model.ts';
import {
  lockGroups,
  lockGroupsToAnnounce,
  lockGroupsToClose,
  lockLatest,
  lockOpenAlerts,
  nextAnnouncement,
  nextClosing,
  saveAlerts,
  saveGroups,
  setGroupPages,
  setOpenAlerts,
} from './store.ts';

export const announceSweep = 'detect.announceGroups';
export const closeSweep = 'detect.closeQuietGroups';

/**
 * Takes a batch of events inside the caller's transaction: loads and locks what they touch, decides, saves,
 * publishes. Answers what became of each event.
 */
export async function takeIncoming(
  act: Act,
  events: readonly Incoming[],
  routes: readonly CompiledRoute[],
): Promise<Taken['outcomes']> {
  if (events.length === 0) return [];
  const latest = await lockLatest(
    act.tx,
    {
      integrationIds: events.map((one) => one.integration.id),
      dedupKeys: events.map((one) => one.event.dedupKey),
    },
    act.now.subtract(minutes(reopenWindowMinutes)),
  );
  const known = new Map(latest.map((alert) => [alertKey(alert.integrationId, alert.dedupKey), alert]));
  const routed = new Map(events.map((one) => [one, routeEvent(routes, one.event, one.integration)]));
  const groups = await groupsTouched(act, latest, events, known, routed);
  const taken = takeEvents(
    {
      latest: known,
      groupsById: new Map(groups.map((group) => [group.id, group])),
      openGroups: new Map(
        groups.filter((group) => group.state === 'open').map((group) => [group.key, group]),
      ),
    },
    events,
    {
      now: act.now,
      newId: act.newId,
      route: (incoming) => routed.get(incoming) ?? routeEvent(routes, incoming.event, incoming.integration),
    },
  );
  saveAlerts(act.tx, taken.alerts);
  saveGroups(act.tx, taken.groups);
  for (const one of taken.news) publishNews(act, one);
  publishFired(act, taken, known);
  for (const { group } of taken.groups) {
    if (group.announceAt !== null) act.poke(announceSweep, group.announceAt);
    if (group.closeAt !== null) act.poke(closeSweep, group.closeAt);
  }
  act.hint('alerts');
  return taken.outcomes;
}

/** A repeat of what is open changes no group, and then none is locked: that is the busiest path of all. */
function groupsTouched(
  act: Act,
  latest: readonly Alert[],
  events: readonly Incoming[],
  ...[known, routed]: [ReadonlyMap<string, Alert>, ReadonlyMap<Incoming, { key: string }>]
): Promise<Group[]> {
  const changing = events.filter(({ event, integration }) => {
    const alert = known.get(alertKey(integration.id, event.dedupKey));
    return event.status !== 'firing' || alert === undefined || alert.state === 'resolved';
  });
  if (changing.length === 0) return Promise.resolve([]);
  const ids = latest.flatMap((alert) => (alert.groupId === null ? [] : [alert.groupId]));
  return lockGroups(
    act.tx,
    ids,
    changing.map((one) => routed.get(one)?.key ?? ''),
  );
}

/** When the next group's wait for company is over. */
export function nextAnnouncementAt(db: Query): Promise<Temporal.Instant | null> {
  return nextAnnouncement(db);
}

/** Pages for groups whose wait is over. */
export async function announceDueGroups(act: Act): Promise<number> {
  const due = await lockGroupsToAnnounce(act.tx, act.now);
  const announced = due.map((group) => ({ ...group, announceAt: null }));
  saveGroups(
    act.tx,
    announced.map((group) => ({ group, isNew: false })),
  );
  for (const group of announced) publishNews(act, { kind: 'opened', group, integration: group.integration });
  return due.length;
}

/** When the next group that flapped has been quiet for long enough. */
export function nextClosingAt(db: Query): Promise<Temporal.Instant | null> {
  return nextClosing(db);
}

/** Ends groups that flapped and have been quiet since. */
export async function closeQuietGroups(act: Act): Promise<number> {
  const due = await lockGroupsToClose(act.tx, act.now);
  saveGroups(
    act.tx,
    due.map((group) => ({ group: closed(group, act.now), isNew: false })),
  );
  for (const group of due) publishNews(act, { kind: 'resolved', group, integration: group.integration });
  return due.length;
}

/** Says once more of open groups that they have opened; whoever has heard it before does nothing. */
export async function announceAgain(act: Act, ids: readonly string[]): Promise<void> {
  for (const group of await lockGroups(act.tx, ids, []))
    if (group.state === 'open') publishNews(act, { kind: 'opened', group, integration: group.integration });
}

const mostFired = 200;

/** What opened or came back with this batch; the canary leads to nobody. */
function publishFired(act: Act, { alerts }: Taken, known: ReadonlyMap<string, Alert>): void {
  const fired = alerts
    .filter(({ alert, isNew }) => {
      const wasOver = known.get(alertKey(alert.integrationId, alert.dedupKey))?.state === 'resolved';
      return alert.state === 'firing' && (isNew || wasOver) && alert.integrationId !== canaryId;
    })
    .map(({ alert }) => alert.id);
  for (let from = 0; from < fired.length; from += mostFired) {
    const part = fired.slice(from, from + mostFired);
    if (part[0] !== undefined) act.publish(alertsFired(part[0], { alerts: part }));
  }
}

function publishNews(act: Act, { kind, group, integration }: GroupNews): void {
  if (kind === 'acknowledged')
    act.publish(alertGroupAcknowledged(group.id, { group: group.id, integration }));
  if (kind === 'resolved') act.publish(alertGroupResolved(group.id, { group: group.id }));
  if (kind !== 'opened') return;
  const { id, service, title, urgency, declare, route } = group;
  const acceptedAt = group.acceptedAt.toString();
  act.publish(alertGroupOpened(id, { group: id, service, title, urgency, declare, route, acceptedAt }));
}

/** A person has them: the firing alerts of these groups are acknowledged. */
export async function acknowledgeGroups(act: Act, groups: readonly string[]): Promise<void> {
  await setOpenAlerts(act.tx, groups, 'acknowledged', act.now);
  act.hint('alerts');
}

/** Nobody has them any more. */
export async function unacknowledgeGroups(act: Act, groups: readonly string[]): Promise<void> {
  await setOpenAlerts(act.tx, groups, 'firing', act.now);
  act.hint('alerts');
}

/** A person says that it is over: the alerts end with their groups, and what fires later opens new ones. */
export async function closeGroups(act: Act, groups: readonly string[]): Promise<void> {
  await lockOpenAlerts(act.tx, groups);
  const open = (await lockGroups(act.tx, groups, [])).filter((group) => group.state === 'open');
  if (open.length === 0) return;
  const ids = open.map((group) => group.id);
  await setOpenAlerts(act.tx, ids, 'resolved', act.now);
  saveGroups(
    act.tx,
    open.map((group) => ({ group: closed(group, act.now), isNew: false })),
  );
  act.hint('alerts');
}

/** Keeps, for lists, which pages were opened for which groups. */
export function linkPages(act: Act, links: readonly { group: string; page: string }[]): void {
  setGroupPages(act.tx, links);
}
