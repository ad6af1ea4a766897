import * as endpoints from '@muster/contract/respond/export';
import { streamed } from '../../platform/http/route.ts';
import { exportIncident } from './actions.ts';

export const routes = [
  streamed(endpoints.exportIncident, ({ platform, caller, params, query }) =>
    exportIncident(platform, caller, { ...params, ...query }),
  ),
];
