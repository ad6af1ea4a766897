import * as endpoints from '@muster/contract/learn/parts';
import { route } from '../../platform/http/route.ts';
import { addComment, dismissHint, removeComment } from './actions.ts';

export const routes = [
  route(endpoints.addComment, ({ platform, caller, params, body }) =>
    addComment(platform, caller, { ...params, ...body }),
  ),
  route(endpoints.removeComment, ({ platform, caller, params }) => removeComment(platform, caller, params)),
  route(endpoints.dismissHint, ({ platform, caller, params, body }) =>
    dismissHint(platform, caller, { ...params, ...body }),
  ),
];
