import { getRespondSettings, putRespondSettings } from '@muster/contract/respond/settings';
import { route } from '../../platform/http/route.ts';
import { changeSettings } from './actions.ts';
import { settingsView } from './views.ts';

export const routes = [
  route(getRespondSettings, ({ platform }) => settingsView(platform.db)),
  route(putRespondSettings, ({ platform, caller, body }) => changeSettings(platform, caller, body)),
];
