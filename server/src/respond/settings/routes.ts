import { getRespondSettings, putRespondSettings } from '@muster/contract/respond/settings';
import { route } from '../../platform/http/route.ts';
import { changeSettings } from './actions.ts';
import { storedSettings } from './views.ts';

export const routes = [
  route(getRespondSettings, ({ platform }) => storedSettings(platform.db)),
  route(putRespondSettings, ({ platform, caller, body, ifMatch }) =>
    changeSettings(platform, caller, { ifMatch, wish: body }),
  ),
];
