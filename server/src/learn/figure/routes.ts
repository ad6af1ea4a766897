import * as endpoints from '@muster/contract/learn/figures';
import { route, streamed } from '../../platform/http/route.ts';
import { noteExport, putFigure } from './actions.ts';
import { numberList, numbersFile } from './views.ts';

export const routes = [
  route(endpoints.listReportNumbers, ({ platform, caller, query }) =>
    numberList(platform.db, caller.actor, query),
  ),
  streamed(endpoints.exportReportNumbers, async ({ platform, caller, query }) => {
    await noteExport(platform, caller, query);
    return numbersFile(platform.db, caller.actor, query);
  }),
  route(endpoints.putReportNumber, ({ platform, caller, params, body }) =>
    putFigure(platform, caller, { ...params, ...body }),
  ),
];
