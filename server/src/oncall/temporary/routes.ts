import {
  addTemporary as addEndpoint,
  previewTemporary,
  removeTemporary as removeEndpoint,
} from '@muster/contract/oncall/temporary-schedules';
import { route } from '../../platform/http/route.ts';
import { addTemporary, removeTemporary } from './actions.ts';
import { changeView, temporaryItem } from './views.ts';

export const routes = [
  route(addEndpoint, async ({ platform, caller, params, body }) =>
    temporaryItem(await addTemporary(platform, caller, { schedule: params.name, ...body })),
  ),
  route(previewTemporary, ({ platform, params, body }) =>
    changeView(platform.db, params.name, body, platform.clock.now()),
  ),
  route(removeEndpoint, ({ platform, caller, params }) =>
    removeTemporary(platform, caller, { schedule: params.name, id: params.id }),
  ),
];
