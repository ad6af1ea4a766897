import { getRespondSettings, putRespondSettings } from '@muster/contract/respond/settings';
import { route } from '../../platform/http/route.ts';
import { changeSettings } from './actions.ts';
import { loadSettings } from './store.ts';

export const routes = [
  route(getRespondSettings, ({ platform }) => loadSettings(platform.db)),
  route(putRespondSettings, ({ platform, caller, body }) => changeSettings(platform, caller, body)),
];
