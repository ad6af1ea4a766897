import * as endpoints from '@muster/contract/respond/prompts';
import { route } from '../../platform/http/route.ts';
import { refusePrompt } from './actions.ts';
import { promptView } from './views.ts';

export const routes = [
  route(endpoints.getPrompt, ({ platform, params }) => promptView(platform.db, params.id)),
  route(endpoints.refusePrompt, async ({ platform, caller, params, body }) => {
    await refusePrompt(platform, caller, { ...params, ...body });
    return promptView(platform.db, params.id);
  }),
];
