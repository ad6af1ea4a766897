import type { Notice, Placement } from '@muster/contract/inform/status-pages';
import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { notFound } from '../../platform/refusal.ts';
import { wireTimeOrNull } from '../../platform/wire-time.ts';
import { findIncident, insiderName, insidersOf, seenIncident } from '../../respond/index.ts';
import { componentsOf, findPage } from '../page/store.ts';
import { homeOf } from '../site/model.ts';
import { type StoredNotice, shownOf } from './model.ts';
import { noticesOf, placedOf } from './store.ts';

const latest = 100;

/** What stands on a page, and what waits to, newest first. */
export async function noticeList(db: Query, name: string, actor: Actor): Promise<{ items: Notice[] }> {
  const page = await findPage(db, name);
  if (!page) throw notFound('status page');
  const components = await componentsOf(db, [page.id]);
  const names = new Map(components.map((one) => [one.id, one.name]));
  const items: Notice[] = [];
  for (const stored of await noticesOf(db, page.id, latest)) {
    if (stored.updates.length === 0) continue;
    items.push({ ...shown(stored, names), page: name, incident: await refOf(db, stored.incident, actor) });
  }
  return { items };
}

/** Where the news of an incident stand; refuses not_found for whoever may not see the incident. */
export async function placementList(
  db: Query,
  ref: string,
  { actor, url }: { actor: Actor; url: string },
): Promise<{ items: Placement[] }> {
  const { id } = await seenIncident(db, ref, actor);
  const items = (await placedOf(db, id)).map(({ waiting, refused, host, ...one }) => ({
    update: one.update,
    page: one.page,
    title: one.title,
    problem: one.problem,
    url: homeOf({ name: one.page, host }, url),
    stands: standsOf({ waiting, refused }),
    editedAt: wireTimeOrNull(one.editedAt),
    retractedAt: wireTimeOrNull(one.retractedAt),
  }));
  return { items };
}

function shown(stored: StoredNotice, names: ReadonlyMap<string, string>): Omit<Notice, 'page' | 'incident'> {
  // What waits has no title of its own on the page yet; whoever decides about it sees what it would be.
  const now = shownOf(stored) ?? shownOf({ ...stored, updates: stored.updates.map(asIfShown) });
  return {
    id: stored.id,
    title: now?.title ?? '',
    state: now?.state ?? 'investigating',
    createdAt: stored.createdAt,
    resolvedAt: now?.resolvedAt ?? null,
    updates: stored.updates.toReversed().map((one) => ({
      id: one.id,
      update: one.update,
      text: one.text,
      at: one.at,
      by: one.by,
      editedAt: one.editedAt,
      retractedAt: one.retractedAt,
      stands: standsOf(one),
      state: one.state ?? now?.state ?? 'investigating',
      components: one.components.map(({ id, state }) => ({ name: names.get(id) ?? 'gone', state })),
    })),
  };
}

function asIfShown(one: StoredNotice['updates'][number]) {
  return { ...one, waiting: false, refused: false };
}

function standsOf({ waiting, refused }: { waiting: boolean; refused: boolean }): Placement['stands'] {
  return waiting ? 'waiting' : refused ? 'refused' : 'shown';
}

/** For whoever may see the incident. */
async function refOf(db: Query, incident: string | null, actor: Actor): Promise<string | null> {
  const state = incident === null ? undefined : await findIncident(db, incident);
  if (!state) return null;
  const me = insiderName(actor);
  return !state.private || (me !== null && insidersOf(state).includes(me)) ? state.ref : null;
}
