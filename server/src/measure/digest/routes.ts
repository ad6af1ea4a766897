import * as endpoints from '@muster/contract/measure/digest';
import type { FastifyReply } from 'fastify';
import { type UnsubscribePage, unsubscribePage } from '../../inform/index.ts';
import { sendPlainPage } from '../../platform/http/plain-page.ts';
import { type Plugin, route } from '../../platform/http/route.ts';
import { putDigest, stopDigest } from './actions.ts';
import { personOfLink } from './model.ts';
import { digestView } from './views.ts';

export const routes = [
  route(endpoints.getDigest, ({ platform, caller, query }) =>
    digestView(platform, caller.actor, query.scope),
  ),
  route(endpoints.putDigest, async ({ platform, caller, body }) => {
    await putDigest(platform, caller, body);
    return digestView(platform, caller.actor);
  }),
];

/** Looking at the link changes nothing, because mail scanners look; posting to it ends the letters (RFC 8058). */
export const digestPlugin: Plugin = (server, platform) => {
  server.get<{ Params: { link: string } }>('/digest/stop/:link', async (request, reply) => {
    const { link } = request.params;
    return personOfLink(platform.secrets, link) === null
      ? send(reply, unknown, 404)
      : send(reply, { ...offer, path: `/digest/stop/${encodeURIComponent(link)}` });
  });
  server.post<{ Params: { link: string } }>('/digest/stop/:link', async (request, reply) => {
    const person = personOfLink(platform.secrets, request.params.link);
    if (person === null) return send(reply, unknown, 404);
    await stopDigest(platform, person);
    return send(reply, ended);
  });
};

const unknown: UnsubscribePage = {
  heading: 'This link is not one of ours',
  text: 'Sign in to see what you get.',
  path: null,
};
const ended: UnsubscribePage = {
  heading: 'You get no more weekly letters',
  text: 'They can be had again at any time.',
  path: null,
};
const offer = {
  heading: 'Stop the weekly letters?',
  text: 'Once you stop, Muster sends you no digest of the week.',
};

function send(reply: FastifyReply, page: UnsubscribePage, status = 200): FastifyReply {
  return sendPlainPage(reply, (nonce) => unsubscribePage(page, nonce), status);
}
