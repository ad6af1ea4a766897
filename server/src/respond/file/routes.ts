import * as endpoints from '@muster/contract/respond/files';
import { invalid } from '../../platform/action.ts';
import { actThenShow, route, streamed } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import { addFile, fileOf, removeFile } from './actions.ts';

export const routes = [
  route(endpoints.addFile, async ({ platform, caller, params, body }) => {
    const file = endpoints.newFile.safeParse(body);
    if (!file.success) throw invalid(file.error);
    await addFile(platform, caller, { ...params, ...file.data });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  streamed(endpoints.getFile, ({ platform, caller, params }) => fileOf(platform.db, caller.actor, params)),
  route(endpoints.removeFile, actThenShow(removeFile, incidentView)),
];
