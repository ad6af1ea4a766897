import type { Act } from '../../platform/act.ts';
import type { Items, Section } from '../organisation/model.ts';
import { allTeams } from '../team/store.ts';
import {
  allServices,
  deleteService,
  type StoredService,
  saveDependencies,
  saveService,
  toFileItem,
} from './store.ts';

type Item = Items<'services'>[number];

export const servicesSection: Section<'services'> = {
  kind: 'services',
  stored: async (act) => (await allServices(act.tx)).map(toFileItem),
  aligned: (given) => ({ ...given, dependsOn: [...(given.dependsOn ?? [])].sort() }),
  shown: (service) => service,
  owner: async (_db, service) => service.team ?? null,
  async save(act, services) {
    for (const service of services) await saveService(act.tx, toStored(service), act.now);
    for (const service of services) await saveDependencies(act.tx, service.name, service.dependsOn ?? []);
    return new Map();
  },
  async remove(act, names) {
    for (const name of names) await deleteService(act.tx, name);
  },
  async problems(db, services) {
    const teams = new Set((await allTeams(db)).map((team) => team.name));
    const known = new Set((await allServices(db)).map((service) => service.name));
    return services.flatMap(({ team, dependsOn = [], name }, index) => [
      ...(team === undefined || teams.has(team)
        ? []
        : [{ pointer: `/services/${index}/team`, message: `there is no team "${team}"` }]),
      ...dependsOn.flatMap((other, place) => {
        const pointer = `/services/${index}/dependsOn/${place}`;
        if (other === name) return [{ pointer, message: 'a service cannot depend on itself' }];
        return known.has(other) ? [] : [{ pointer, message: `there is no service "${other}"` }];
      }),
    ]);
  },
};

/** Makes services of which nothing is known but their names. They page nobody, and say so. */
export async function addServices(act: Act, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await saveService(act.tx, { name, team: null, tier: null, dependsOn: [], paging: {} }, act.now);
    act.record(`service:${name}`, { change: 'create' });
  }
  if (names.length > 0) act.hint('*');
}

function toStored({ name, team, tier, dependsOn, ...paging }: Item): StoredService {
  return { name, team: team ?? null, tier: tier ?? null, dependsOn: dependsOn ?? [], paging };
}
