import {
  inviteAgain as againEndpoint,
  invitePerson as inviteEndpoint,
} from '@muster/contract/catalog/people';
import { route } from '../../platform/http/route.ts';
import { inviteAgain, invitePerson } from './actions.ts';

export const routes = [
  route(inviteEndpoint, ({ platform, caller, body }) => invitePerson(platform, caller, body)),
  route(againEndpoint, ({ platform, caller, params }) => inviteAgain(platform, caller, params)),
];
