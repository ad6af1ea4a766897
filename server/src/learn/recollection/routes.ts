import * as endpoints from '@muster/contract/learn/parts';
import { route } from '../../platform/http/route.ts';
import { notFound } from '../../platform/refusal.ts';
import { keepRecollection } from './actions.ts';
import { accounts } from './views.ts';

export const routes = [
  route(endpoints.listRecollections, ({ platform, caller, params }) =>
    accounts(platform.db, caller.actor, params.id),
  ),
  route(endpoints.saveRecollection, async ({ platform, caller, params, body }) => {
    await keepRecollection(platform, caller, { ...params, ...body });
    const { mine } = await accounts(platform.db, caller.actor, params.id);
    if (!mine) throw notFound('recollection');
    return mine;
  }),
];
