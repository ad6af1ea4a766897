import { listSimilarIncidents } from '@muster/contract/respond/similar';
import { route } from '../../platform/http/route.ts';
import { similarIncidents } from './views.ts';

export const routes = [
  route(listSimilarIncidents, ({ platform, caller, query }) =>
    similarIncidents(platform.db, caller.actor, query),
  ),
];
