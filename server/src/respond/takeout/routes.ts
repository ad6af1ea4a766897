import { exportIncidents as endpoint } from '@muster/contract/respond/imports';
import { streamed } from '../../platform/http/route.ts';
import { exportIncidents } from './actions.ts';

export const routes = [
  streamed(endpoint, ({ platform, caller, query }) => exportIncidents(platform, caller, query)),
];
