import {
  acceptHandover as acceptEndpoint,
  draftHandover,
  handOver as handEndpoint,
  myHandovers,
  saveHandoverDraft as saveEndpoint,
} from '@muster/contract/oncall/handover';
import { actorName } from '../../platform/actor.ts';
import { route } from '../../platform/http/route.ts';
import { acceptHandover, handOver, saveHandoverDraft } from './actions.ts';
import { draftView, handoversOf, handoverView } from './views.ts';

export const routes = [
  route(myHandovers, ({ platform, caller }) =>
    handoversOf(platform.db, actorName(caller.actor), platform.clock.now()),
  ),
  route(draftHandover, ({ platform, caller, params }) =>
    draftView(platform.db, params.name, actorName(caller.actor), platform.clock.now()),
  ),
  route(handEndpoint, async ({ platform, caller, params, body }) => {
    const { id } = await handOver(platform, caller, { schedule: params.name, ...body });
    return handoverView(platform.db, id);
  }),
  route(saveEndpoint, ({ platform, caller, params, body }) =>
    saveHandoverDraft(platform, caller, { schedule: params.name, ...body }),
  ),
  route(acceptEndpoint, async ({ platform, caller, params, body }) => {
    await acceptHandover(platform, caller, { ...params, ...body });
    return handoverView(platform.db, params.id);
  }),
];
