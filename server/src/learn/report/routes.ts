import * as endpoints from '@muster/contract/learn/reports';
import { route, streamed } from '../../platform/http/route.ts';
import { noteExport, putRunbook, readReport } from './actions.ts';
import { reportFile, reportView } from './views.ts';

export const routes = [
  route(endpoints.getReport, ({ platform, caller, params }) =>
    reportView(platform.db, params.id, { actor: caller.actor, now: platform.clock.now() }),
  ),
  route(endpoints.readReport, ({ platform, caller, params }) => readReport(platform, caller, params)),
  route(endpoints.putRunbookStep, ({ platform, caller, params, body }) =>
    putRunbook(platform, caller, { ...params, ...body }),
  ),
  streamed(endpoints.exportReport, async ({ platform, caller, params, query }) => {
    await noteExport(platform, caller, { ...params, ...query });
    const asker = { actor: caller.actor, now: platform.clock.now() };
    return reportFile(await reportView(platform.db, params.id, asker), query.format);
  }),
];
