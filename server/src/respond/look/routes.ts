import * as endpoints from '@muster/contract/respond/catch-up';
import { route } from '../../platform/http/route.ts';
import { noteLook } from './actions.ts';
import { catchUpView } from './views.ts';

export const routes = [
  route(endpoints.getCatchUp, ({ platform, caller, params }) =>
    catchUpView(platform.db, params.ref, caller.actor),
  ),
  route(endpoints.noteLook, ({ platform, caller, params, body }) =>
    noteLook(platform, caller, { ...params, ...body }),
  ),
];
