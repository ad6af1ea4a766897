import * as endpoints from '@muster/contract/learn/parts';
import { route } from '../../platform/http/route.ts';
import { addRow, changeRow, removeRow } from './actions.ts';

export const routes = [
  route(endpoints.addTimelineRow, ({ platform, caller, params, body }) =>
    addRow(platform, caller, { id: params.id, row: body }),
  ),
  route(endpoints.changeTimelineRow, ({ platform, caller, params, body }) =>
    changeRow(platform, caller, { ...params, change: body }),
  ),
  route(endpoints.removeTimelineRow, ({ platform, caller, params }) => removeRow(platform, caller, params)),
];
