import { getMessage, listMessages } from '@muster/contract/platform/messages';
import { type Route, route } from '../http/route.ts';
import { notFound } from '../refusal.ts';
import { messageList, messageView } from './views.ts';

export const messageRoutes: Route[] = [
  route(listMessages, ({ platform, query }) => messageList(platform.db, query)),
  route(getMessage, async ({ platform, params }) => {
    const found = await messageView(platform.db, params.id);
    if (!found) throw notFound('message');
    return found;
  }),
];
