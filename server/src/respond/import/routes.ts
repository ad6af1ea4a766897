import * as endpoints from '@muster/contract/respond/imports';
import { route, streamed } from '../../platform/http/route.ts';
import { importIncidents } from './actions.ts';
import { readTable } from './table.ts';
import { exportIncidents } from './taken-out.ts';

export const routes = [
  route(endpoints.importIncidents, ({ platform, caller, body, query }) =>
    importIncidents(platform, caller, {
      given: body,
      createServices: query.createServices === 'true',
      dryRun: query.dryRun === 'true',
    }),
  ),
  route(endpoints.readTable, async ({ body }) => readTable(body)),
  streamed(endpoints.exportIncidents, ({ platform, caller, query }) =>
    exportIncidents(platform, caller, query),
  ),
];
