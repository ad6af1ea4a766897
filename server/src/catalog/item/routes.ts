import * as items from '@muster/contract/catalog/items';
import { type Route, route } from '../../platform/http/route.ts';
import type { Section } from '../organisation/model.ts';
import { itemActions } from './actions.ts';

/** Things of the organisation file, one by one: the names are in the address, the rest in the body. */
export function itemRoutes(sections: readonly Section[]): Route[] {
  const teams = itemActions(sections, 'teams', { who: 'admin' });
  const schedules = itemActions(sections, 'schedules');
  const policies = itemActions(sections, 'policies');
  const services = itemActions(sections, 'services');
  const integrations = itemActions(sections, 'integrations', { mustExist: true });
  return [
    route(items.putTeam, (asked) => teams.put(asked.platform, asked.caller, given(asked))),
    route(items.putSchedule, (asked) => schedules.put(asked.platform, asked.caller, given(asked))),
    route(items.deleteSchedule, (asked) => schedules.remove(asked.platform, asked.caller, gone(asked))),
    route(items.putPolicy, (asked) => policies.put(asked.platform, asked.caller, given(asked))),
    route(items.deletePolicy, (asked) => policies.remove(asked.platform, asked.caller, gone(asked))),
    route(items.putService, (asked) => services.put(asked.platform, asked.caller, given(asked))),
    route(items.deleteService, (asked) => services.remove(asked.platform, asked.caller, gone(asked))),
    route(items.putIntegration, (asked) => integrations.put(asked.platform, asked.caller, given(asked))),
  ];
}

interface Named {
  params: { name: string };
  ifMatch: string | null;
}

function given<Body extends object>({ params, body, ifMatch }: Named & { body: Body }) {
  return { item: { ...body, name: params.name }, version: ifMatch };
}

function gone({ params, ifMatch }: Named) {
  return { name: params.name, version: ifMatch };
}
