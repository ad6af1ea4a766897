import type { IncidentState } from '@muster/contract/respond/state';
import { allServices } from '../../catalog/index.ts';
import { alertsOfPages, changesSince, openAlertsOf } from '../../detect/index.ts';
import { firstCalled, pagesCalling } from '../../oncall/index.ts';
import { type Query, sql } from '../../platform/db.ts';
import { mostLines, type Surroundings } from './model.ts';

interface Asked {
  state: IncidentState;
  now: Temporal.Instant;
}

/** One more than is shown, so that it can be said that there is more. */
const limit = mostLines + 1;

type Readings = { [Part in keyof Surroundings]: (asked: Asked) => Promise<NonNullable<Surroundings[Part]>> };

/** How each part is read. */
export function readings(db: Query): Readings {
  return {
    pages: ({ state }) => pagesCalling(db, state.pages),
    pageAlerts: ({ state }) => alertsOfPages(db, state.pages, limit),
    alerts: async ({ state }) => openAlertsOf(db, await around(db, state.services), limit),
    changes: async ({ state, now }) =>
      changesSince(db, {
        since: now.subtract({ hours: 24 }),
        services: await around(db, state.services),
        limit,
      }),
    onShift: ({ state, now }) => onShift(db, state.services, now),
    neighbours: ({ state }) => neighbours(db, state.services),
    others: ({ state }) => otherIncidents(db, state),
  };
}

/** The services, and what they need to work. */
async function around(db: Query, services: readonly string[]): Promise<string[]> {
  if (services.length === 0) return [];
  const known = await allServices(db);
  const needed = known.filter((one) => services.includes(one.name)).flatMap((one) => one.dependsOn);
  return [...new Set([...services, ...needed])];
}

async function onShift(
  db: Query,
  services: readonly string[],
  now: Temporal.Instant,
): Promise<NonNullable<Surroundings['onShift']>> {
  const near = await around(db, services);
  const found = (await allServices(db)).filter((one) => near.includes(one.name));
  const policies = found.flatMap((one) => one.paging.policy ?? []);
  const called = await firstCalled(db, policies, now);
  return found.map(({ name: service, paging: { policy = null } }) => ({
    service,
    policy,
    people: policy === null ? [] : (called.get(policy) ?? []),
  }));
}

async function neighbours(
  db: Query,
  services: readonly string[],
): Promise<NonNullable<Surroundings['neighbours']>> {
  const all = await allServices(db);
  return services.map((service) => ({
    service,
    needs: all.find((one) => one.name === service)?.dependsOn ?? [],
    neededBy: all.filter((one) => one.dependsOn.includes(service)).map((one) => one.name),
  }));
}

/** Never a private one: whoever sees this incident need not know of those. */
async function otherIncidents(
  db: Query,
  { id }: IncidentState,
): Promise<NonNullable<Surroundings['others']>> {
  return db.many(sql`
    select ref, title, services from respond.incidents
    where category in ('triage', 'active', 'paused') and not private and kind = 'real' and id <> ${id}
    order by id desc limit ${limit}`);
}
