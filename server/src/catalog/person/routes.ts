import {
  deactivatePerson,
  getPerson,
  listPeople,
  type Person,
  reactivatePerson,
} from '@muster/contract/catalog/people';
import type { Query } from '../../platform/db.ts';
import { route } from '../../platform/http/route.ts';
import { notFound } from '../../platform/refusal.ts';
import { deactivate, reactivate } from './actions.ts';
import { peopleList, personView } from './views.ts';

export const routes = [
  route(listPeople, ({ platform, query }) => peopleList(platform.db, query)),
  route(getPerson, ({ platform, params }) => shown(platform.db, params.name)),
  route(deactivatePerson, async ({ platform, caller, params, body }) => {
    await deactivate(platform, caller, { ...params, ...body });
    return shown(platform.db, params.name);
  }),
  route(reactivatePerson, async ({ platform, caller, params, body }) => {
    await reactivate(platform, caller, { ...params, ...body });
    return shown(platform.db, params.name);
  }),
];

async function shown(db: Query, name: string): Promise<Person> {
  const person = await personView(db, name);
  if (!person) throw notFound('person');
  return person;
}
