import {
  exportAudit as exportEndpoint,
  listAudit,
  auditState as stateEndpoint,
  verifyAudit,
} from '@muster/contract/platform/audit';
import { type Route, route, streamed } from '../http/route.ts';
import { exportAudit } from './actions.ts';
import { verifyPiece } from './verify.ts';
import { auditList, auditState } from './views.ts';

export const auditRoutes: Route[] = [
  route(listAudit, ({ platform, query }) => auditList(platform.db, query)),
  streamed(exportEndpoint, ({ platform, caller, query }) => exportAudit(platform, caller, query)),
  route(stateEndpoint, ({ platform }) => auditState(platform.db)),
  route(verifyAudit, ({ platform, query: { after = 0, anchor = [] } }) =>
    verifyPiece(platform, { after, anchors: [anchor].flat() }),
  ),
];
