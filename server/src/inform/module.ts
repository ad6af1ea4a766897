import type { Route } from '../platform/http/route.ts';
import { routes as obligationRoutes } from './obligation/routes.ts';
import { routes as updateRoutes } from './update/routes.ts';

export const informRoutes: Route[] = [...obligationRoutes, ...updateRoutes];
