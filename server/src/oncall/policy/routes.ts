import { getPolicy, listPolicies } from '@muster/contract/oncall/schedules';
import { route } from '../../platform/http/route.ts';
import { notFound } from '../../platform/refusal.ts';
import { policyList, policyView } from './views.ts';

export const routes = [
  route(listPolicies, ({ platform, query }) => policyList(platform.db, query)),
  route(getPolicy, async ({ platform, params }) => {
    const policy = await policyView(platform.db, params.name);
    if (!policy) throw notFound('policy');
    return policy;
  }),
];
