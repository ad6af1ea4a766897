import { alertGroupAcknowledged, alertGroupOpened, alertGroupResolved } from '@muster/contract/detect/events';
import { groupPaged } from '@muster/contract/oncall/events';
import type { DomainEvent } from '@muster/contract/platform/event';
import { findService } from '../../catalog/index.ts';
import { canaryName, linkPages, maintenanceHolding } from '../../detect/index.ts';
import type { Act } from '../../platform/act.ts';
import { openCanary } from '../canary/actions.ts';
import { heldBy } from '../hold/model.ts';
import { decideAll, openPages } from '../page/actions.ts';
import type { Command } from '../page/model.ts';
import { type Opening, openingOf } from '../page/outcome.ts';
import {
  appendLog,
  groupsWithPage,
  lockPage,
  lockPageOfGroup,
  type Page,
  renamePage,
} from '../page/store.ts';
import { loadPolicies } from '../policy/store.ts';
import { splitStorm, stormTitle } from './decide.ts';
import {
  beginStorm,
  endStorms,
  groupsInStorms,
  joinStorm,
  leaveStorm,
  recentGroups,
  stormPage,
  stormPageOf,
} from './store.ts';

type Opened = Parameters<typeof alertGroupOpened>[1];

/** Follows alert groups: opens pages for those that opened, ends or acknowledges those of which the sender says so. */
export async function followGroups(act: Act, events: readonly DomainEvent[]): Promise<void> {
  const opened = events.filter(alertGroupOpened.is).map((event) => event.payload);
  await openForGroups(
    act,
    opened.filter((one) => one.service !== canaryName),
  );
  // Apart from storms, in which it would be one of many.
  for (const one of opened) if (one.service === canaryName) await openCanary(act, one);
  for (const event of events) {
    if (alertGroupOpened.is(event)) continue;
    const page = await lockPageOfGroup(act.tx, event.subject);
    if (!page && alertGroupResolved.is(event)) await leaveOne(act, event.subject);
    if (!page || page.run.state === 'resolved') continue;
    if (alertGroupResolved.is(event)) await clear(act, page);
    // Whoever has it keeps it: the event may come twice, and a person may have taken it in the meantime.
    if (alertGroupAcknowledged.is(event) && page.run.state === 'triggered') {
      const command: Command = { do: 'acknowledge', by: event.payload.integration };
      await decideAll(act, [{ page, isNew: false, command }]);
    }
  }
}

async function openForGroups(act: Act, groups: readonly Opened[]): Promise<void> {
  if (groups.length === 0) return;
  const ids = groups.map((one) => one.group);
  const known = new Set([...(await groupsWithPage(act.tx, ids)), ...(await groupsInStorms(act.tx, ids))]);
  const fresh = groups.filter((one) => !known.has(one.group));
  const recent = await recentGroups(act.tx, act.now.subtract({ minutes: 1 }));
  const { paged, bundled, calm } = splitStorm(fresh, recent, act.platform.settings.storm);
  const opening = await openingsFor(act, [...new Set(fresh.map((one) => one.service))]);
  const pages = await openPages(
    act,
    paged.map((group) => opening(group)),
  );
  if (calm.length > 0) await endStorms(act.tx, calm);
  const links = pages.flatMap((page) =>
    page.groupId === null ? [] : [{ group: page.groupId, page: page.id }],
  );
  for (const [service, all] of bundled) {
    const page = await bundle(act, service, all, opening);
    links.push(...all.map(({ group }) => ({ group, page })));
  }
  linkPages(act, links);
  const declaring = new Set(fresh.filter((one) => one.declare !== null).map((one) => one.group));
  for (const link of links) if (declaring.has(link.group)) act.publish(groupPaged(link.group, link));
}

/** How a group of one of these services opens its page. */
async function openingsFor(act: Act, names: readonly string[]): Promise<(group: Opened) => Opening> {
  const services = new Map<string, Awaited<ReturnType<typeof findService>>>();
  for (const name of names) services.set(name, await findService(act.tx, name));
  const wanted = [...services.values()].flatMap((service) => service?.paging.policy ?? []);
  const policies = await loadPolicies(act.tx, wanted);
  const holding = await maintenanceHolding(act.tx, names, act.now);
  return ({ group, service, title, urgency, acceptedAt }) => ({
    ...openingOf(service, services.get(service)?.paging ?? {}, policies),
    title,
    urgency,
    groupId: group,
    acceptedAt: Temporal.Instant.from(acceptedAt),
    heldBy: heldBy(holding.get(service)),
  });
}

/** Adds groups to their service's storm, and opens its one page when there is none. Answers that page. */
async function bundle(
  act: Act,
  service: string,
  groups: readonly Opened[],
  opening: (group: Opened) => Opening,
): Promise<string> {
  const joining = { service, groups: groups.map((one) => one.group), at: act.now };
  const [first] = groups;
  if (!first) throw new Error('a storm begins with a group');
  const on = await stormPage(act.tx, service);
  if (on) {
    const count = await joinStorm(act.tx, on.id, joining);
    const named = /since "(.*)"$/.exec(on.title)?.[1] ?? first.title;
    await renamePage(act.tx, on.id, stormTitle(service, count, named));
    act.hint('pages', `page:${on.id}`);
    return on.id;
  }
  const isHigh = groups.some((one) => one.urgency === 'high');
  const title = stormTitle(service, groups.length, first.title);
  const urgency = isHigh ? ('high' as const) : first.urgency;
  const [page] = await openPages(act, [{ ...opening(first), title, urgency, groupId: null }]);
  if (!page) throw new Error('a page that was opened is missing');
  await beginStorm(act.tx, { page: page.id, service, at: act.now });
  await joinStorm(act.tx, page.id, joining);
  const limit = act.platform.settings.storm.service;
  appendLog(act.tx, [
    { pageId: page.id, at: act.now.toString(), entry: { code: 'stormBegan', service, limit } },
  ]);
  act.record(`page:${page.id}`, { storm: service });
  act.platform.log.info({ service, page: page.id }, 'a storm of alerts has begun; its groups share one page');
  return page.id;
}

/** A group without a page of its own is over; with the last one its storm's page is. */
async function leaveOne(act: Act, group: string): Promise<void> {
  const id = await stormPageOf(act.tx, group);
  const page = id === undefined ? undefined : await lockPage(act.tx, id);
  if (page && (await leaveStorm(act.tx, page.id, group)) && page.run.state !== 'resolved')
    await clear(act, page);
}

async function clear(act: Act, page: Page): Promise<void> {
  await decideAll(act, [{ page, isNew: false, command: { do: 'clear' } }]);
}
