import {
  acceptHandover as acceptEndpoint,
  draftHandover,
  handOver as handEndpoint,
} from '@muster/contract/oncall/handover';
import { route } from '../../platform/http/route.ts';
import { acceptHandover, handOver } from './actions.ts';
import { draftView, handoverView } from './views.ts';

export const routes = [
  route(draftHandover, ({ platform, params }) => draftView(platform.db, params.name, platform.clock.now())),
  route(handEndpoint, async ({ platform, caller, params, body }) => {
    const { id } = await handOver(platform, caller, { schedule: params.name, ...body });
    return handoverView(platform.db, id);
  }),
  route(acceptEndpoint, async ({ platform, caller, params, body }) => {
    await acceptHandover(platform, caller, { ...params, ...body });
    return handoverView(platform.db, params.id);
  }),
];
