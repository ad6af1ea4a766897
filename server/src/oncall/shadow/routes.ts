import {
  addShadow as addEndpoint,
  listShadows,
  removeShadow as removeEndpoint,
} from '@muster/contract/oncall/shadows';
import { route } from '../../platform/http/route.ts';
import { addShadow, removeShadow } from './actions.ts';
import { shadowList, shownShadow } from './views.ts';

export const routes = [
  route(listShadows, ({ platform, params }) => shadowList(platform.db, params.name, platform.clock.now())),
  route(addEndpoint, async ({ platform, caller, params, body }) =>
    shownShadow(await addShadow(platform, caller, { schedule: params.name, ...body })),
  ),
  route(removeEndpoint, ({ platform, caller, params }) =>
    removeShadow(platform, caller, { schedule: params.name, id: params.id }),
  ),
];
