import { listTeams } from '@muster/contract/catalog/people';
import { route } from '../../platform/http/route.ts';
import { teamList } from './views.ts';

export const routes = [route(listTeams, ({ platform, query }) => teamList(platform.db, query))];
