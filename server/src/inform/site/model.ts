/**
 * A status page as it is shown, worked out of what stands on record. Everything that its files say is in here, so that
 * the same record gives the same files, byte for byte. Invariant: nothing from inside the company is part of it but
 * what was written for its readers.
 */
import type { ComponentState, indicators } from '@muster/contract/inform/status-pages';
import { isOpen, type Notice, spansOf, worse } from '../notice/model.ts';
import { type Day, daysOf, type Span, uptimeOf } from '../notice/uptime.ts';
import type { PlannedWork } from '../planned/work.ts';

/** Writes the files of all pages; every node does so for itself. */
export const writeErrand = 'inform.writeSites';

export type Indicator = (typeof indicators)[number];

export interface Page {
  id: string;
  name: string;
  title: string;
  visibility: 'public' | 'internal';
  host: string | null;
  colour: string | null;
  logo: string;
  follows: 'nothing' | 'impact';
  createdAt: string;
  changedAt: string;
}

export interface Component {
  id: string;
  name: string;
  about: string;
  group: string | null;
  services: readonly string[];
  since: string;
}

/** What an incident did to services for some time, as its stream says. */
export interface ServiceImpact {
  incident: string;
  from: string;
  until: string | null;
  level: string;
  services: readonly string[];
  /** Whether a page that follows impact may show it. */
  isOpen: boolean;
}

export interface OnRecord {
  page: Page;
  components: readonly Component[];
  /** In any order. */
  notices: readonly Notice[];
  impacts: readonly ServiceImpact[];
  planned: readonly PlannedWork[];
  /** Where this Muster is reached, without a slash at the end. */
  url: string;
}

export interface SiteComponent extends Component {
  state: ComponentState;
  days: Day[];
  uptime: number | null;
}

export interface Site {
  page: Page;
  /** Where the page is reached from anywhere, and how its own links begin. */
  home: string;
  path: string;
  /** Where readers subscribe: always here, also from a copy of the page elsewhere. */
  subscribe: string;
  indicator: Indicator;
  /** In their order, those of one group together. */
  groups: { name: string | null; components: SiteComponent[] }[];
  components: SiteComponent[];
  /** Newest first. */
  notices: Notice[];
  planned: (PlannedWork & { components: string[] })[];
  changedAt: string;
}

export function siteOf(record: OnRecord, now: Temporal.Instant): Site {
  const { page } = record;
  const open = record.notices.filter(isOpen);
  const planned = record.planned.map((one) => ({ ...one, components: touched(record.components, one) }));
  const components = record.components.map((component) => {
    const spans = disturbancesOf(component, record, now);
    const days = daysOf(spans, { since: Date.parse(component.since), now: now.epochMilliseconds });
    return {
      ...component,
      state: stateOf(component, { open, planned, record }),
      days,
      uptime: uptimeOf(days),
    };
  });
  return {
    page,
    home: homeOf(page, record.url),
    subscribe: `${record.url}/status/${page.name}/subscribe`,
    path: page.host === null ? `/status/${page.name}` : homeOf(page, record.url),
    indicator: indicatorOf(components.map((one) => one.state)),
    groups: grouped(components),
    components,
    planned,
    notices: [...record.notices].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1)),
    changedAt: [page.changedAt, ...record.notices.map((one) => one.updatedAt)].reduce((a, b) =>
      a > b ? a : b,
    ),
  };
}

export function homeOf({ name, host }: { name: string; host: string | null }, url: string): string {
  return host === null ? `${url}/status/${name}` : `https://${host}`;
}

export function indicatorOf(states: readonly ComponentState[]): Indicator {
  const worst = states.reduce(worse, 'operational');
  return indicatorFor[worst];
}

const indicatorFor: Record<ComponentState, Indicator> = {
  operational: 'none',
  under_maintenance: 'maintenance',
  degraded_performance: 'minor',
  partial_outage: 'major',
  major_outage: 'critical',
};

/** How bad a notice is, in the words of the widely read format. */
export function impactOf(worst: ComponentState): Exclude<Indicator, 'maintenance'> {
  const indicator = indicatorFor[worst];
  return indicator === 'maintenance' ? 'none' : indicator;
}

const levels: Record<string, ComponentState> = {
  degraded: 'degraded_performance',
  partial: 'partial_outage',
  major: 'major_outage',
};

interface Around {
  open: readonly Notice[];
  planned: Site['planned'];
  record: OnRecord;
}

/** The worst of what notices say, of what the impact says where the page follows it, and of planned work. */
function stateOf(component: Component, { open, planned, record }: Around): ComponentState {
  const told = open.map((one) => one.components.get(component.id) ?? 'operational');
  const followed = record.page.follows === 'impact' ? impactsOn(component, record) : [];
  const now = followed.filter((one) => one.until === null).map((one) => levels[one.level] ?? 'operational');
  const isWorkedOn = planned.some(
    (one) => one.state === 'in_progress' && one.components.includes(component.id),
  );
  const start: ComponentState = isWorkedOn ? 'under_maintenance' : 'operational';
  return [...told, ...now].reduce(worse, start);
}

/** What of the recorded impact a page that follows it shows of a component. */
function impactsOn(component: Component, { impacts }: OnRecord): ServiceImpact[] {
  return impacts.filter((one) => one.isOpen && meets(one.services, component.services));
}

/**
 * When it did not work. Of an incident on the page the impact that was recorded counts, which is known better than the
 * minutes at which updates were written; where none was recorded, what the updates said.
 */
function disturbancesOf(component: Component, record: OnRecord, now: Temporal.Instant): Span[] {
  const end = now.epochMilliseconds;
  const named = record.notices.filter((one) => one.components.has(component.id));
  const fromNotices = named.flatMap((notice) => {
    const measured = record.impacts.filter(
      (one) => one.incident === notice.incident && meets(one.services, component.services),
    );
    if (measured.length === 0) return spansOf(notice, component.id).map((one) => spanOf(one, end));
    return measured.map((one) => impactSpan(one, end));
  });
  const followed = record.page.follows === 'impact' ? impactsOn(component, record) : [];
  return [...fromNotices, ...followed.map((one) => impactSpan(one, end))];
}

function impactSpan({ from, until, level }: ServiceImpact, end: number): Span {
  return spanOf({ from, until, state: levels[level] ?? 'operational' }, end);
}

function spanOf(
  { from, until, state }: { from: string; until: string | null; state: ComponentState },
  end: number,
): Span {
  return { from: Date.parse(from), until: until === null ? end : Date.parse(until), state };
}

function touched(components: readonly Component[], work: PlannedWork): string[] {
  return components.filter((one) => meets(one.services, work.services)).map((one) => one.id);
}

function meets(a: readonly string[], b: readonly string[]): boolean {
  return a.some((one) => b.includes(one));
}

function grouped(components: readonly SiteComponent[]): Site['groups'] {
  const groups: Site['groups'] = [];
  for (const component of components) {
    const last = component.group === null ? groups.at(-1) : undefined;
    const found =
      component.group === null
        ? last?.name === null
          ? last
          : undefined
        : groups.find((one) => one.name === component.group);
    if (found) found.components.push(component);
    else groups.push({ name: component.group, components: [component] });
  }
  return groups;
}
