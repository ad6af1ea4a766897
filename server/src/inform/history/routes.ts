import * as endpoints from '@muster/contract/inform/history';
import { route } from '../../platform/http/route.ts';
import { importHistory, previewHistory } from './actions.ts';

export const routes = [
  route(endpoints.previewHistory, ({ platform, params, body }) =>
    previewHistory(platform.db, params.name, body),
  ),
  route(endpoints.importHistory, ({ platform, caller, params, body }) =>
    importHistory(platform, caller, { ...params, document: body }),
  ),
];
