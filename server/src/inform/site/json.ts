/**
 * The widely read JSON of status pages, version 2: the members and their names are those that clients of the ecosystem
 * expect; times carry milliseconds and a zone. What has no meaning here has the value that such clients take for none.
 */
import { type Notice, ranks } from '../notice/model.ts';
import { impactOf, type Site } from './model.ts';
import { summaryWords } from './words.ts';

const latest = 50;

/** The JSON files by their paths. */
export function jsonFiles(site: Site): Record<string, unknown> {
  const page = pageOf(site);
  const status = { indicator: site.indicator, description: summaryWords[site.indicator] };
  const components = componentsOf(site);
  const incidents = site.notices.slice(0, latest).map((one) => incidentOf(site, one));
  const unresolved = site.notices
    .filter((one) => one.state !== 'resolved')
    .map((one) => incidentOf(site, one));
  const works = site.planned.map((one) => workOf(site, one));
  const coming = works.filter((one) => one.status === 'scheduled');
  const active = works.filter((one) => one.status === 'in_progress');
  return {
    'summary.json': {
      page,
      components,
      incidents: unresolved,
      scheduled_maintenances: [...active, ...coming],
      status,
    },
    'status.json': { page, status },
    'components.json': { page, components },
    'incidents.json': { page, incidents },
    'incidents/unresolved.json': { page, incidents: unresolved },
    'scheduled-maintenances.json': { page, scheduled_maintenances: works },
    'scheduled-maintenances/upcoming.json': { page, scheduled_maintenances: coming },
    'scheduled-maintenances/active.json': { page, scheduled_maintenances: active },
  };
}

function pageOf({ page, home, changedAt }: Site) {
  return { id: page.id, name: page.title, url: home, time_zone: 'Etc/UTC', updated_at: changedAt };
}

/** Groups are components, too, as that format has it; a group is as bad as the worst of its members. */
function componentsOf({ page, groups }: Site) {
  let position = 0;
  const common = { showcase: false, start_date: null, page_id: page.id, only_show_if_degraded: false };
  return groups.flatMap((group) => {
    const groupId = group.name === null ? null : groupIdOf(group.components[0]?.id ?? '');
    const members = group.components.map(({ id, name, about, state, since }) => ({
      id,
      name,
      status: state,
      created_at: since,
      updated_at: page.changedAt,
      position: 0,
      description: about === '' ? null : about,
      ...common,
      start_date: since.slice(0, 10),
      group_id: groupId,
      group: false,
    }));
    if (group.name === null || groupId === null)
      return members.map((one) => ({ ...one, position: ++position }));
    const worst = group.components.map((one) => one.state).reduce((a, b) => (ranks[b] > ranks[a] ? b : a));
    const head = {
      id: groupId,
      name: group.name,
      status: worst,
      created_at: page.createdAt,
      updated_at: page.changedAt,
      position: ++position,
      description: null,
      ...common,
      group_id: null,
      group: true,
      components: members.map((one) => one.id),
    };
    return [head, ...members.map((one, i) => ({ ...one, position: i + 1 }))];
  });
}

/** A group has no id of its own; that of its first member, with another beginning, is as steady as the group. */
function groupIdOf(id: string): string {
  return `g-${id}`;
}

function incidentOf(site: Site, notice: Notice) {
  const names = new Map(site.components.map((one) => [one.id, one]));
  return {
    id: notice.id,
    name: notice.title,
    status: notice.state,
    created_at: notice.createdAt,
    updated_at: notice.updatedAt,
    monitoring_at: notice.monitoringAt,
    resolved_at: notice.resolvedAt,
    impact: impactOf(notice.worst),
    shortlink: `${site.home}/incidents/${notice.id}.html`,
    started_at: notice.createdAt,
    page_id: site.page.id,
    incident_updates: notice.updates
      .filter((one) => one.retractedAt === null)
      .toReversed()
      .map((one) => ({
        id: one.id,
        status: one.state,
        body: one.text,
        incident_id: notice.id,
        created_at: one.at,
        updated_at: one.editedAt ?? one.at,
        display_at: one.at,
        affected_components: one.changes.flatMap(({ id, from, to }) => {
          const found = names.get(id);
          return found ? [{ code: id, name: found.name, old_status: from, new_status: to }] : [];
        }),
        deliver_notifications: true,
        custom_tweet: null,
        tweet_id: null,
      })),
    components: componentsOf(site).filter((one) => !one.group && notice.components.has(one.id)),
    reminder_intervals: null,
  };
}

function workOf(site: Site, work: Site['planned'][number]) {
  const [first] = work.updates;
  return {
    id: work.id,
    name: work.title,
    status: work.state,
    impact: 'maintenance',
    created_at: first?.at ?? work.from,
    updated_at: work.updates.at(-1)?.at ?? work.from,
    monitoring_at: null,
    resolved_at: work.state === 'completed' ? work.until : null,
    shortlink: site.home,
    started_at: work.from,
    page_id: site.page.id,
    incident_updates: work.updates.toReversed().map((one) => ({
      id: one.id,
      status: one.state,
      body: one.text,
      incident_id: work.id,
      created_at: one.at,
      updated_at: one.at,
      display_at: one.at,
      affected_components: [],
      deliver_notifications: true,
      custom_tweet: null,
      tweet_id: null,
    })),
    components: componentsOf(site).filter((one) => !one.group && work.components.includes(one.id)),
    scheduled_for: work.from,
    scheduled_until: work.until,
  };
}
