import { startTelegramLink as startEndpoint } from '@muster/contract/connect/telegram';
import { route } from '../../platform/http/route.ts';
import { startTelegramLink } from './actions.ts';

export const routes = [
  route(startEndpoint, ({ platform, caller }) => startTelegramLink(platform, caller, {})),
];
