import {
  createToken as createEndpoint,
  listTokens,
  revokeToken as revokeEndpoint,
} from '@muster/contract/catalog/session';
import { actorName, mayAct } from '../../platform/actor.ts';
import { route } from '../../platform/http/route.ts';
import { createToken, revokeToken } from './actions.ts';
import { tokenList } from './views.ts';

export const routes = [
  route(listTokens, ({ platform, caller }) =>
    tokenList(platform.db, mayAct(caller.actor, 'admin') ? null : actorName(caller.actor)),
  ),
  route(createEndpoint, ({ platform, caller, body }) => createToken(platform, caller, body)),
  route(revokeEndpoint, ({ platform, caller, params }) => revokeToken(platform, caller, params)),
];
