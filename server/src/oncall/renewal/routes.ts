import { restartPages as endpoint } from '@muster/contract/oncall/pages';
import { type Route, route } from '../../platform/http/route.ts';
import { restartPages } from './actions.ts';

export const routes: Route[] = [
  route(endpoint, ({ platform, caller, params }) => restartPages(platform, caller, params)),
];
