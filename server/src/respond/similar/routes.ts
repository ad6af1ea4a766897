import {
  judgeSimilar as judging,
  listSimilarIncidents,
  listWantedKinds,
} from '@muster/contract/respond/similar';
import { route } from '../../platform/http/route.ts';
import { judgeSimilar } from './actions.ts';
import { similarIncidents, wantedKinds } from './views.ts';

export const routes = [
  route(listSimilarIncidents, ({ platform, caller, query }) =>
    similarIncidents(platform.db, caller.actor, query),
  ),
  route(judging, async ({ platform, caller, params, body }) => {
    await judgeSimilar(platform, caller, { ...params, ...body });
  }),
  route(listWantedKinds, ({ platform }) => wantedKinds(platform.db, platform.clock.now())),
];
