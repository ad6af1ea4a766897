import {
  createToken as createEndpoint,
  listTokens,
  revokeToken as revokeEndpoint,
} from '@muster/contract/catalog/tokens';
import { mayAct } from '../../platform/actor.ts';
import { route } from '../../platform/http/route.ts';
import { createToken, revokeToken } from './actions.ts';
import { tokenList } from './views.ts';

export const routes = [
  route(listTokens, async ({ platform, caller: { actor } }) => {
    if (mayAct(actor, 'auditor')) return tokenList(platform.db, null);
    // A token that belongs to nobody has none of its own, whatever its label says.
    return actor.kind === 'person' ? tokenList(platform.db, actor.name) : { items: [] };
  }),
  route(createEndpoint, ({ platform, caller, body }) => createToken(platform, caller, body)),
  route(revokeEndpoint, ({ platform, caller, params }) => revokeToken(platform, caller, params)),
];
