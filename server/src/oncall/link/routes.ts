import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { findPerson } from '../../catalog/index.ts';
import type { Delivery } from '../../platform/delivery/model.ts';
import { findDelivery } from '../../platform/delivery/store.ts';
import type { Plugin } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { Refusal } from '../../platform/refusal.ts';
import { acknowledgePage } from '../page/actions.ts';
import { pageView } from '../page/views.ts';
import { deliveryOfLink, type LinkPage, renderLinkPage, validHours } from './model.ts';

/** `GET /a/<link>` shows a button; `POST /a/<link>` acknowledges as the person who was notified. */
export const linkPlugin: Plugin = (server, platform) => {
  server.get<{ Params: { link: string } }>('/a/:link', async (request, reply) => {
    const { link } = request.params;
    const found = await open(platform, link);
    return send(reply, found ? offer(found, link) : gone, found ? 200 : 404);
  });
  server.post<{ Params: { link: string } }>('/a/:link', async (request, reply) => {
    const found = await open(platform, request.params.link);
    if (!found) return send(reply, gone, 404);
    if (found.page.state !== 'triggered') return send(reply, said(found), 200);
    const actor = {
      kind: 'person',
      name: found.person.name,
      access: found.person.access,
      by: 'link',
    } as const;
    try {
      await acknowledgePage(platform, { actor, requestId: request.id }, { id: found.page.id });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
    return send(reply, said((await open(platform, request.params.link)) ?? found), 200);
  });
};

type Found = NonNullable<Awaited<ReturnType<typeof open>>>;

const gone: LinkPage = {
  heading: 'This link is no longer valid',
  text: 'Links in notifications hold for 24 hours. Open Muster to see what is going on.',
  button: null,
  pageUrl: '/',
};

async function open(platform: Platform, link: string) {
  const id = deliveryOfLink(platform.secrets, link);
  const delivery = id === null ? undefined : await findDelivery(platform.db, id);
  if (delivery?.purpose !== 'page' || isTooOld(delivery, platform.clock.now())) return null;
  const [page, person] = [
    await pageView(platform.db, delivery.subject),
    await findPerson(platform.db, delivery.person),
  ];
  return page && person ? { page, person } : null;
}

function isTooOld(delivery: Delivery, now: Temporal.Instant): boolean {
  return delivery.plannedAt.until(now).total('hours') > validHours;
}

function offer({ page }: Found, link: string): LinkPage {
  if (page.state !== 'triggered') return said({ page });
  const where = page.service ? `${page.service}, ` : '';
  return {
    heading: page.title,
    text: `${where}${page.urgency} urgency. Acknowledging stops the page; it does not end the problem.`,
    button: { path: `/a/${link}`, label: 'Acknowledge' },
    pageUrl: `/pages/${page.id}`,
  };
}

function said({ page }: Pick<Found, 'page'>): LinkPage {
  const who = page.owner ? ` by ${page.owner}` : '';
  return {
    heading: page.title,
    text: `This page is ${page.state}${who}.`,
    button: null,
    pageUrl: `/pages/${page.id}`,
  };
}

function send(reply: FastifyReply, page: LinkPage, status: number): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  return reply
    .code(status)
    .header(
      'content-security-policy',
      `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
    )
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(renderLinkPage(page, nonce));
}
