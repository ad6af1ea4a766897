import * as endpoints from '@muster/contract/inform/lists';
import { route } from '../../platform/http/route.ts';
import { addMembers, changeList, createList, removeList, removeMember } from './actions.ts';
import { allListsView, listView } from './views.ts';

export const routes = [
  route(endpoints.listAudienceLists, async ({ platform }) => ({ items: await allListsView(platform.db) })),
  route(endpoints.createAudienceList, async ({ platform, caller, body }) =>
    listView(platform.db, await createList(platform, caller, body)),
  ),
  route(endpoints.putAudienceList, async ({ platform, caller, params, body }) => {
    await changeList(platform, caller, { id: params.id, list: body });
    return listView(platform.db, params.id);
  }),
  route(endpoints.deleteAudienceList, ({ platform, caller, params }) => removeList(platform, caller, params)),
  route(endpoints.addListMembers, async ({ platform, caller, params, body }) => {
    const added = await addMembers(platform, caller, { ...params, ...body });
    return { added, list: await listView(platform.db, params.id) };
  }),
  route(endpoints.deleteListMember, ({ platform, caller, params }) => removeMember(platform, caller, params)),
];
