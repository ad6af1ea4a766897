import * as endpoints from '@muster/contract/respond/imports';
import { invalid } from '../../platform/action.ts';
import { route } from '../../platform/http/route.ts';
import { importIncidents } from './actions.ts';
import { readTable, sentTable } from './table.ts';

export const routes = [
  route(endpoints.importIncidents, ({ platform, caller, body, query }) =>
    importIncidents(platform, caller, {
      given: body,
      createServices: query.createServices === 'true',
      dryRun: query.dryRun === 'true',
    }),
  ),
  route(endpoints.readTable, async ({ body }) => {
    const given = sentTable.safeParse(body);
    if (!given.success) throw invalid(given.error);
    return readTable(given.data);
  }),
];
