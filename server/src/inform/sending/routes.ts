import * as lists from '@muster/contract/inform/lists';
import * as endpoints from '@muster/contract/inform/sendings';
import { route } from '../../platform/http/route.ts';
import { memberList } from '../list/views.ts';
import { testMember } from './actions.ts';
import { sendingList, tellingList, testsOf } from './views.ts';

export const routes = [
  route(endpoints.listSendings, ({ platform, caller, params }) =>
    sendingList(platform.db, params.ref, caller.actor),
  ),
  route(endpoints.listTellings, ({ platform, caller, params, query }) =>
    tellingList(platform.db, { ...params, ...query, actor: caller.actor }),
  ),
  route(lists.listListMembers, ({ platform, params, query }) =>
    memberList(platform.db, { ...params, ...query }, testsOf),
  ),
  route(lists.testListMember, ({ platform, caller, params }) => testMember(platform, caller, params)),
];
