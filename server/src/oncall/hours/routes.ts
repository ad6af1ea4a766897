import { getHours } from '@muster/contract/oncall/hours';
import { route } from '../../platform/http/route.ts';
import { hoursView } from './views.ts';

export const routes = [route(getHours, ({ platform, query }) => hoursView(platform.db, query))];
