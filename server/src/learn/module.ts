import type { Route } from '../platform/http/route.ts';
import { routes as wordingRoutes } from './wording/routes.ts';

export const learnRoutes: Route[] = [...wordingRoutes];
