import * as pages from '@muster/contract/oncall/pages';
import type { Actor } from '../../platform/actor.ts';
import { type Asked, type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { createPage } from '../byhand/actions.ts';
import {
  acknowledgePage,
  changeUrgency,
  escalatePage,
  reassignPage,
  resolvePage,
  sendTestPage,
  snoozePage,
  unacknowledgePage,
} from './actions.ts';
import { explanationView, notificationList, pageList, pageView } from './views.ts';

export const routes: Route[] = [
  route(pages.listPages, ({ platform, caller, query }) =>
    pageList(platform.db, query.person === 'me' ? { ...query, person: ownName(caller.actor) } : query),
  ),
  route(pages.getPage, ({ platform, params }) => shown(platform, params.id)),
  route(pages.createPage, async ({ platform, caller, body }) =>
    shown(platform, (await createPage(platform, caller, body)).id),
  ),
  route(pages.sendTestPage, async ({ platform, caller }) =>
    shown(platform, (await sendTestPage(platform, caller, {})).id),
  ),
  route(pages.acknowledgePage, (asked) =>
    acted(asked, acknowledgePage(asked.platform, asked.caller, asked.params)),
  ),
  route(pages.unacknowledgePage, (asked) =>
    acted(asked, unacknowledgePage(asked.platform, asked.caller, asked.params)),
  ),
  route(pages.resolvePage, (asked) => acted(asked, resolvePage(asked.platform, asked.caller, asked.params))),
  route(pages.escalatePage, (asked) =>
    acted(asked, escalatePage(asked.platform, asked.caller, { ...asked.params, ...asked.body })),
  ),
  route(pages.snoozePage, (asked) =>
    acted(asked, snoozePage(asked.platform, asked.caller, { ...asked.params, ...asked.body })),
  ),
  route(pages.reassignPage, (asked) =>
    acted(asked, reassignPage(asked.platform, asked.caller, { ...asked.params, ...asked.body })),
  ),
  route(pages.changeUrgency, (asked) =>
    acted(asked, changeUrgency(asked.platform, asked.caller, { ...asked.params, ...asked.body })),
  ),
  route(pages.listNotifications, async ({ platform, params }) =>
    known(await notificationList(platform.db, params.id)),
  ),
  route(pages.explainPage, async ({ platform, params }) =>
    known(await explanationView(platform.db, params.id)),
  ),
];

function ownName(actor: Actor): string {
  if (actor.kind === 'person') return actor.name;
  throw new Refusal('invalid', 'A token that belongs to nobody has no pages of its own.', [
    { pointer: '/person', message: 'name a person' },
  ]);
}

/** Every command answers the page as it is afterwards. */
async function acted(asked: Pick<Asked<typeof pages.getPage>, 'platform' | 'params'>, done: Promise<void>) {
  await done;
  return shown(asked.platform, asked.params.id);
}

async function shown(platform: Platform, id: string): Promise<pages.Page> {
  return known(await pageView(platform.db, id));
}

function known<T>(view: T | undefined): T {
  if (view === undefined) throw notFound('page');
  return view;
}
