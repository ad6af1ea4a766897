import * as endpoints from '@muster/contract/inform/sendings';
import { route } from '../../platform/http/route.ts';
import { addToRecipients, takeFromRecipients } from './actions.ts';
import { recipientsView } from './views.ts';

export const routes = [
  route(endpoints.getRecipients, ({ platform, caller, params }) =>
    recipientsView(platform.db, { ...params, actor: caller.actor }),
  ),
  route(endpoints.addRecipientTeam, async ({ platform, caller, params }) => {
    await addToRecipients(platform, caller, params);
    return recipientsView(platform.db, { ...params, actor: caller.actor });
  }),
  route(endpoints.removeRecipientTeam, ({ platform, caller, params }) =>
    takeFromRecipients(platform, caller, params),
  ),
];
