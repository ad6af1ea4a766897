import * as endpoints from '@muster/contract/learn/facilitation';
import { route } from '../../platform/http/route.ts';
import { cardsOf } from './views.ts';

export const routes = [
  route(endpoints.getCards, ({ platform, caller, params }) => cardsOf(platform.db, params.id, caller.actor)),
];
