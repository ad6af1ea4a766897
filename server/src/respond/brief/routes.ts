import { getBrief } from '@muster/contract/respond/brief';
import { route } from '../../platform/http/route.ts';
import { briefView } from './views.ts';

export const routes = [
  route(getBrief, ({ platform, caller, params }) => briefView(platform.db, params.ref, caller.actor)),
];
