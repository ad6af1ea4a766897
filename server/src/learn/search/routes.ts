import { rebuildSearch as rebuildEndpoint, search } from '@muster/contract/learn/search';
import { route } from '../../platform/http/route.ts';
import { rebuildSearch, textsRead } from './actions.ts';
import { searchView } from './views.ts';

export const routes = [
  route(search, async ({ platform, caller, query }) => {
    await textsRead(platform);
    return searchView(platform.db, caller.actor, query);
  }),
  route(rebuildEndpoint, ({ platform, caller }) => rebuildSearch(platform, caller, {})),
];
