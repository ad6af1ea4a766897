import {
  listPagingTests,
  planPagingTests as planEndpoint,
  startPagingTest as startEndpoint,
} from '@muster/contract/oncall/paging-tests';
import { route } from '../../platform/http/route.ts';
import { planPagingTests, startPagingTest } from './actions.ts';
import { testsView } from './views.ts';

export const routes = [
  route(listPagingTests, ({ platform, params }) => testsView(platform.db, params.name)),
  route(startEndpoint, async ({ platform, caller, params, body }) => {
    const { ids } = await startPagingTest(platform, caller, { schedule: params.name, ...body });
    const { items } = await testsView(platform.db, params.name);
    return { items: items.filter((one) => ids.includes(one.id)) };
  }),
  route(planEndpoint, ({ platform, caller, params, body }) =>
    planPagingTests(platform, caller, { schedule: params.name, ...body }),
  ),
];
