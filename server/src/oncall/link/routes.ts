import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendPlainPage } from '../../platform/http/plain-page.ts';
import type { Plugin } from '../../platform/http/route.ts';
import { acknowledgeLinked } from './actions.ts';
import { type LinkPage, renderLinkPage } from './model.ts';
import { type Linked, linkedView } from './views.ts';

/** `GET /a/<link>` shows a button; `POST /a/<link>` acknowledges as the person who was notified. */
export const linkPlugin: Plugin = (server, platform) => {
  server.get<{ Params: { link: string } }>('/a/:link', async (request, reply) => {
    const { link } = request.params;
    const found = await linkedView(platform, link);
    return send(reply, found ? offer(found, link) : gone, found ? 200 : 404);
  });
  server.post<{ Params: { link: string } }>('/a/:link', async (request, reply) => {
    const found = await linkedView(platform, request.params.link);
    if (!found) return send(reply, gone, 404);
    const who = { requestId: request.id, address: request.ip };
    await acknowledgeLinked(platform, who, found);
    return tell(request, reply, (await linkedView(platform, request.params.link)) ?? found);
  });
};

const gone: LinkPage = {
  heading: 'This link is no longer valid',
  text: 'Links in notifications hold for 24 hours. Open Muster to see what is going on.',
  button: null,
  pageUrl: '/',
};

function offer({ page, mayAcknowledge }: Linked, link: string): LinkPage {
  if (page.state !== 'triggered' || !mayAcknowledge) return said({ page });
  const where = page.service ? `${page.service}, ` : '';
  return {
    heading: page.title,
    text: `${where}${page.urgency} urgency. Acknowledging stops the page; it does not end the problem.`,
    button: { path: `/a/${link}`, label: 'Acknowledge' },
    pageUrl: `/pages/${page.id}`,
  };
}

function said({ page }: Pick<Linked, 'page'>): LinkPage {
  const who = page.owner ? ` by ${page.owner}` : '';
  return {
    heading: page.title,
    text: `This page is ${page.state}${who}.`,
    button: null,
    pageUrl: `/pages/${page.id}`,
  };
}

/** A browser gets a page to read; a service worker, which asks for JSON, gets what it can say in a line. */
function tell(request: FastifyRequest, reply: FastifyReply, found: Linked): FastifyReply {
  if (!request.headers.accept?.includes('application/json')) return send(reply, said(found), 200);
  const { state, owner } = found.page;
  return reply.send({ state, owner, mine: owner === found.person.name });
}

function send(reply: FastifyReply, page: LinkPage, status: number): FastifyReply {
  return sendPlainPage(reply, (nonce) => renderLinkPage(page, nonce), status);
}
