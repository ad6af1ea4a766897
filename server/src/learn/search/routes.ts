import { rebuildSearch as rebuildEndpoint, search } from '@muster/contract/learn/search';
import { route } from '../../platform/http/route.ts';
import { rebuildSearch } from './actions.ts';
import { searchView } from './views.ts';

export const routes = [
  route(search, ({ platform, caller, query }) => searchView(platform.db, caller.actor, query)),
  route(rebuildEndpoint, ({ platform, caller }) => rebuildSearch(platform, caller, {})),
];
