import * as endpoints from '@muster/contract/learn/triggers';
import { route } from '../../platform/http/route.ts';
import { changeSettings } from './actions.ts';
import { settingsView } from './views.ts';

export const routes = [
  route(endpoints.getRetrospectiveSettings, ({ platform }) => settingsView(platform.db)),
  route(endpoints.putRetrospectiveSettings, ({ platform, caller, body }) =>
    changeSettings(platform, caller, body),
  ),
];
