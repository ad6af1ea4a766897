import * as endpoints from '@muster/contract/inform/subscriptions';
import type { FastifyReply } from 'fastify';
import { sendPlainPage } from '../../platform/http/plain-page.ts';
import { type Plugin, route } from '../../platform/http/route.ts';
import { subscribe, unsubscribe, unsubscribeLinked } from './actions.ts';
import { subscriptionOfLink, type UnsubscribePage, unsubscribePage } from './model.ts';
import { isFollowed, subscriptionsView } from './views.ts';

export const routes = [
  route(endpoints.listSubscriptions, ({ platform, caller }) => subscriptionsView(platform.db, caller.actor)),
  route(endpoints.createSubscription, async ({ platform, caller, body }) => {
    await subscribe(platform, caller, body);
    return subscriptionsView(platform.db, caller.actor);
  }),
  route(endpoints.deleteSubscription, ({ platform, caller, params }) =>
    unsubscribe(platform, caller, params),
  ),
];

/** `GET /unsubscribe/<link>` shows a button; `POST` ends the subscription, as mail programs do with one click. */
export const unsubscribePlugin: Plugin = (server, platform) => {
  server.get<{ Params: { link: string } }>('/unsubscribe/:link', async (request, reply) => {
    const id = subscriptionOfLink(platform.secrets, request.params.link);
    if (id === null) return send(reply, unknown, 404);
    return send(reply, (await isFollowed(platform.db, id)) ? offer(request.params.link) : ended);
  });
  server.post<{ Params: { link: string } }>('/unsubscribe/:link', async (request, reply) => {
    const id = subscriptionOfLink(platform.secrets, request.params.link);
    if (id === null) return send(reply, unknown, 404);
    await unsubscribeLinked(platform, id);
    return send(reply, ended);
  });
};

const unknown: UnsubscribePage = {
  heading: 'This link is not one of ours',
  text: 'Sign in to see what you follow.',
  path: null,
};
const ended: UnsubscribePage = {
  heading: 'You hear no more of this',
  text: 'What you follow can be changed at any time.',
  path: null,
};
const offer = (link: string): UnsubscribePage => ({
  heading: 'Stop these mails?',
  text: 'You follow this in Muster. Once you stop, no more news of it come to you.',
  path: `/unsubscribe/${link}`,
});

function send(reply: FastifyReply, page: UnsubscribePage, status = 200): FastifyReply {
  return sendPlainPage(reply, (nonce) => unsubscribePage(page, nonce), status);
}
