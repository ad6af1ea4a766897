import { getDuties } from '@muster/contract/oncall/duties';
import { route } from '../../platform/http/route.ts';
import { dutiesView } from './views.ts';

export const routes = [
  route(getDuties, ({ platform, params }) => dutiesView(platform.db, params.name, platform.clock.now())),
];
