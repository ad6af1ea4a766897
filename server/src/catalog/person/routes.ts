import { getPerson, listPeople } from '@muster/contract/catalog/people';
import { route } from '../../platform/http/route.ts';
import { notFound } from '../../platform/refusal.ts';
import { peopleList, personView } from './views.ts';

export const routes = [
  route(listPeople, ({ platform, query }) => peopleList(platform.db, query)),
  route(getPerson, async ({ platform, params }) => {
    const person = await personView(platform.db, params.name);
    if (!person) throw notFound('person');
    return person;
  }),
];
