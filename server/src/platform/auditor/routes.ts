import { getHealth } from '@muster/contract/platform/health';
import { type Route, route } from '../http/route.ts';
import { type AuditorParts, healthView } from './views.ts';

export const healthRoutes = (parts: AuditorParts): Route[] => [
  route(getHealth, ({ platform }) => healthView(platform.db, parts, platform.clock.now())),
];
