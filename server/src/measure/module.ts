import type { Route } from '../platform/http/route.ts';
import { routes as loadRoutes } from './load/routes.ts';

export const measureRoutes: Route[] = [...loadRoutes];
