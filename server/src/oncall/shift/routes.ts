import { getShiftNotices, putShiftNotices as putEndpoint } from '@muster/contract/oncall/shift-notices';
import { route } from '../../platform/http/route.ts';
import { personMeant } from '../contact/actions.ts';
import { putShiftNotices } from './actions.ts';
import { shiftNoticesView } from './views.ts';

export const routes = [
  route(getShiftNotices, async ({ platform, caller }) => ({
    ...(await shiftNoticesView(platform.db, personMeant(caller.actor, 'me'))),
    hasMail: platform.settings.mail !== null,
  })),
  route(putEndpoint, ({ platform, caller, body }) => putShiftNotices(platform, caller, body)),
];
