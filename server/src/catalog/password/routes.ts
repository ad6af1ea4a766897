import {
  askPasswordReset as askEndpoint,
  changePassword as changeEndpoint,
  usePasswordReset as useEndpoint,
} from '@muster/contract/catalog/password';
import { route } from '../../platform/http/route.ts';
import { personMe } from '../session/routes.ts';
import { askPasswordReset, changePassword, usePasswordReset } from './actions.ts';

export const routes = [
  route(changeEndpoint, ({ platform, caller, body }) => changePassword(platform, caller, body)),
  route(askEndpoint, ({ platform, caller, body }) => askPasswordReset(platform, caller, body)),
  route(useEndpoint, async ({ platform, caller, body, setSession }) => {
    const opened = await usePasswordReset(platform, caller, body);
    if ('secondFactor' in opened) return opened;
    setSession(opened.secret);
    return personMe(platform.db, opened.person, 'session');
  }),
];
