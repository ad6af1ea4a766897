import {
  acceptCover as acceptEndpoint,
  askForCover as askEndpoint,
  endOffer as endEndpoint,
  listCover,
  offerCover as offerEndpoint,
  withdrawCover as withdrawEndpoint,
} from '@muster/contract/oncall/cover';
import type { Actor } from '../../platform/actor.ts';
import { route } from '../../platform/http/route.ts';
import { acceptCover, askForCover, endOffer, offerCover, withdrawCover } from './actions.ts';
import { coverList, coverView } from './views.ts';

export const routes = [
  route(listCover, ({ platform, caller, query }) =>
    coverList(platform.db, platform.clock.now(), { ...query, me: meOf(caller.actor) }),
  ),
  route(askEndpoint, async ({ platform, caller, body }) => {
    const { id } = await askForCover(platform, caller, body);
    return coverView(platform.db, id, meOf(caller.actor));
  }),
  route(withdrawEndpoint, ({ platform, caller, params }) => withdrawCover(platform, caller, params)),
  route(offerEndpoint, async ({ platform, caller, params, body }) => {
    await offerCover(platform, caller, { ...params, ...body });
    return coverView(platform.db, params.id, meOf(caller.actor));
  }),
  route(acceptEndpoint, async ({ platform, caller, params }) => {
    await acceptCover(platform, caller, params);
    return coverView(platform.db, params.id, meOf(caller.actor));
  }),
  route(endEndpoint, ({ platform, caller, params }) => endOffer(platform, caller, params)),
];

/** The person who asks; null for a token of nobody in particular. */
function meOf(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.name : null;
}
