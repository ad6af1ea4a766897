/**
 * What is proposed for status pages while news are written: on which pages they belong, and what their components are.
 * A proposal is shown to a person, who changes or keeps it; nothing gets on a page because of it alone. Pure.
 */
import type { Audience } from '../respond/settings.ts';
import type { IncidentState } from '../respond/state.ts';
import type { ComponentState, StatusPage } from './status-pages.ts';
import type { Update } from './updates.ts';

export type Told = Update['components'][number];
type Page = Pick<StatusPage, 'name' | 'visibility' | 'components'>;

/** Customers read public pages, staff the internal ones; nobody else reads a page. */
export function readersOf(audience: Audience): StatusPage['visibility'] | null {
  if (audience === 'customers') return 'public';
  return audience === 'staff' ? 'internal' : null;
}

/** The pages where news for this audience may stand. */
export function pagesFor<P extends Page>(audience: Audience, pages: readonly P[]): P[] {
  return pages.filter((page) => page.visibility === readersOf(audience));
}

interface About {
  incident: Pick<IncidentState, 'private' | 'services' | 'impact'>;
  /** Names of the pages where the incident stands already. */
  holding: readonly string[];
  /** What this audience was told and still holds, newest first. */
  sent: readonly Pick<Update, 'components' | 'at' | 'state'>[];
}

/** Names of those where it stands, and of those with a component that it touches. For a private incident a person has to choose. */
export function proposedPages({ incident, holding }: About, pages: readonly Page[]): string[] {
  if (incident.private) return [];
  const touches = touchedBy(incident);
  return pages
    .filter(
      ({ name, components }) => holding.includes(name) || components.some((one) => touches(one.services)),
    )
    .map(({ name }) => name);
}

/**
 * Components of these pages with a state each, in the pages' order; those of one name once. What was told last stands,
 * unless impact was stated since. Impact that nobody has put into words yet is proposed as the least that it can be.
 */
export function proposedComponents({ incident, sent }: About, pages: readonly Page[]): Told[] {
  const touches = touchedBy(incident);
  const over = sent.findIndex((one) => one.state === 'resolved');
  const holds = over === -1 ? sent : sent.slice(0, over);
  const found = new Map<string, Told>();
  for (const { name, services } of pages.flatMap((page) => page.components)) {
    const key = name.toLowerCase();
    if (found.has(key)) continue;
    const last = holds.find((one) => toldIn(one, key));
    const stated = statedOf(incident, services);
    const isNewer = stated !== null && (!last || stated.at > last.at);
    const least = touches(services) ? 'degraded_performance' : undefined;
    const state = isNewer ? stated.state : ((last && toldIn(last, key)?.state) ?? stated?.state ?? least);
    if (state) found.set(key, { name, state });
  }
  return [...found.values()];
}

function toldIn({ components }: Pick<Update, 'components'>, key: string): Told | undefined {
  return components.find((one) => one.name.toLowerCase() === key);
}

/** How a page calls what has no heading, by the components that it names. */
export function headingOf(components: readonly string[]): string {
  return components.length === 0 ? 'A disturbance' : `Trouble with ${components.join(', ')}`.slice(0, 300);
}

const levels: Partial<Record<string, ComponentState>> = {
  degraded: 'degraded_performance',
  partial: 'partial_outage',
  major: 'major_outage',
};
const order = ['operational', 'degraded_performance', 'partial_outage', 'major_outage'] as const;

/** The worst that stands on record of these services now, and when the latest of it was stated; null where nothing was. */
function statedOf(
  { impact, services: ofIncident }: About['incident'],
  services: readonly string[],
): { state: ComponentState; at: string } | null {
  const known = impact
    .filter(({ level }) => levels[level] !== undefined)
    .filter((one) => meets(one.services.length > 0 ? one.services : ofIncident, services));
  if (known.length === 0) return null;
  const now = known.filter((one) => one.until === null).map((one) => levels[one.level]);
  const worst = order.findLast((one) => now.includes(one)) ?? 'operational';
  return {
    state: worst,
    at: known.map((one) => one.until ?? one.statedAt).reduce((a, b) => (a > b ? a : b)),
  };
}

function touchedBy({ services, impact }: About['incident']): (of: readonly string[]) => boolean {
  const touched = [...services, ...impact.flatMap((one) => one.services)];
  return (of) => meets(of, touched);
}

function meets(a: readonly string[], b: readonly string[]): boolean {
  return a.some((one) => b.includes(one));
}
