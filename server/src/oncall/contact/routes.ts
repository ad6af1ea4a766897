import {
  deleteContact as deleteEndpoint,
  getContacts,
  putContact as putEndpoint,
  putRules as rulesEndpoint,
} from '@muster/contract/oncall/contacts';
import { route } from '../../platform/http/route.ts';
import { deleteContact, personMeant, putContact, putRules } from './actions.ts';
import { reachView } from './views.ts';

export const routes = [
  route(getContacts, ({ platform, caller, params }) =>
    reachView(platform.db, platform.settings, personMeant(caller.actor, params.name)),
  ),
  route(putEndpoint, async ({ platform, caller, params, body }) => {
    await putContact(platform, caller, { person: params.name, contact: body });
    return reachView(platform.db, platform.settings, personMeant(caller.actor, params.name));
  }),
  route(rulesEndpoint, async ({ platform, caller, params, body }) => {
    await putRules(platform, caller, { person: params.name, rules: body });
    return reachView(platform.db, platform.settings, personMeant(caller.actor, params.name));
  }),
  route(deleteEndpoint, ({ platform, caller, params }) =>
    deleteContact(platform, caller, { person: params.name, id: params.contact }),
  ),
];
