import { isDeepStrictEqual } from 'node:util';
import type { StatusPageItem } from '@muster/contract/inform/status-page-item';
import { createStatusPage as createEndpoint, putStatusPage } from '@muster/contract/inform/status-pages';
import { name } from '@muster/contract/platform/wire';
import { z } from 'zod';
import { allServices, findServices, type Section } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import type { Tx } from '../../platform/db.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { writeErrand } from '../site/model.ts';
import { faultsOf, refuseFaults, type Wish } from './decide.ts';
import { alignedItem, itemOf, wishOf } from './item.ts';
import {
  allPages,
  componentsOf,
  deletePage,
  isTaken,
  lockPage,
  replaceComponents,
  type StoredComponent,
  type StoredPage,
  savePage,
} from './store.ts';

export const createStatusPage = action(
  { name: 'inform.createStatusPage', who: 'admin', input: createEndpoint.body },
  async (act, { name: given, ...wish }): Promise<void> => {
    const fresh = { id: act.newId(), name: given, version: 0, createdAt: act.now };
    await save(act, fresh, { wish, before: [] });
    act.record(`status-page:${given}`, { after: wish });
  },
);

export const changeStatusPage = action(
  {
    name: 'inform.changeStatusPage',
    who: 'admin',
    input: z.strictObject({ name, ifMatch: z.string().nullable(), wish: putStatusPage.body }),
  },
  async (act, { name: asked, ifMatch, wish }): Promise<void> => {
    const page = await lockedPage(act, asked);
    if (ifMatch !== null && ifMatch !== String(page.version))
      throw new Refusal('precondition', 'Somebody has changed this page meanwhile. Look at it again.');
    const before = await componentsOf(act.tx, [page.id]);
    await save(act, page, { wish, before });
    act.record(`status-page:${asked}`, { before: { ...page, components: before }, after: wish });
  },
);

export const deleteStatusPage = action(
  { name: 'inform.deleteStatusPage', who: 'admin', input: z.strictObject({ name }) },
  async (act, { name: asked }): Promise<void> => {
    const page = await lockedPage(act, asked);
    const components = await componentsOf(act.tx, [page.id]);
    await deletePage(act.tx, page.id);
    act.record(`status-page:${asked}`, { before: { ...page, components } });
    tellOfPages(act);
  },
);

/** Browsers ask again, and every node writes the pages anew. */
export function tellOfPages(act: Act): void {
  act.hint('status-pages');
  act.poke(writeErrand);
}

/** The status pages of the organisation file. What cannot be is left out on writing, and told as a problem then. */
export const statusPagesSection = (ownHost: string): Section<'statusPages'> => ({
  kind: 'statusPages',
  stored: ({ tx }) => storedItems(tx),
  aligned: alignedItem,
  shown: (item) => item,
  async save(act, items) {
    const pages = new Map((await allPages(act.tx)).map((page) => [page.name, page]));
    for (const item of items) await saveItem(act, item, pages.get(item.name));
    tellOfPages(act);
    return new Map();
  },
  async remove(act, names) {
    for (const page of await allPages(act.tx))
      if (names.includes(page.name)) await deletePage(act.tx, page.id);
    tellOfPages(act);
  },
  async problems(db, items) {
    const services = new Set((await allServices(db)).map((one) => one.name));
    const others = (await allPages(db)).filter((page) => !items.some((item) => item.name === page.name));
    const hosts = new Set(others.flatMap(({ host }) => host ?? []));
    return items.flatMap((item, index) => {
      const wish = wishOf(item, []);
      const isTwice = wish.host !== null && hosts.size === hosts.add(wish.host).size;
      return [
        ...faultsOf(wish, { components: new Set(), services, ownHost }),
        ...(isTwice ? [{ pointer: '/host', message: 'another status page has this host' }] : []),
      ].map(({ pointer, message }) => ({ pointer: `/statusPages/${index}${pointer}`, message }));
    });
  },
});

async function saveItem(act: Act, item: StatusPageItem, stored: StoredPage | undefined): Promise<void> {
  const page = stored ?? { id: act.newId(), name: item.name, version: 0, createdAt: act.now };
  const before = await componentsOf(act.tx, [page.id]);
  const wish = wishOf(item, before);
  // Whoever edits a page that stays as it is loses nothing.
  if (stored && isDeepStrictEqual(wish, wishOf(itemOf(stored, before), before))) return;
  const isFree =
    wish.visibility === 'public' && (await isTaken(act.tx, { ...page, host: wish.host })) === null;
  await write(act, page, { wish: { ...wish, host: isFree ? wish.host : null }, before });
}

async function storedItems(tx: Tx): Promise<StatusPageItem[]> {
  const pages = await allPages(tx);
  const ids = pages.map((page) => page.id);
  const components = Map.groupBy(await componentsOf(tx, ids), (one) => one.page);
  return pages.map((page) => itemOf(page, components.get(page.id) ?? []));
}

async function lockedPage(act: Act, asked: string): Promise<StoredPage> {
  const page = await lockPage(act.tx, asked);
  if (!page) throw notFound('status page');
  return page;
}

async function save(
  act: Act,
  page: Pick<StoredPage, 'id' | 'name' | 'version' | 'createdAt'>,
  { wish, before }: { wish: Wish; before: readonly StoredComponent[] },
): Promise<void> {
  const services = [...new Set(wish.components.flatMap((one) => one.services))];
  refuseFaults(wish, {
    components: new Set(before.map((one) => one.id)),
    services: new Set((await findServices(act.tx, services)).map((one) => one.name)),
    ownHost: new URL(act.platform.settings.url).hostname,
  });
  const taken = await isTaken(act.tx, { ...page, host: wish.host });
  if (taken !== null)
    throw new Refusal('conflict', `Another status page has this ${taken}.`, [
      { pointer: `/${taken}`, message: 'is taken' },
    ]);
  await write(act, page, { wish, before });
  tellOfPages(act);
}

async function write(
  act: Act,
  page: Pick<StoredPage, 'id' | 'name' | 'version' | 'createdAt'>,
  { wish, before }: { wish: Wish; before: readonly StoredComponent[] },
): Promise<void> {
  const { components, ...settings } = wish;
  await savePage(act.tx, { ...page, ...settings, version: page.version + 1, changedAt: act.now });
  await replaceComponents(
    act.tx,
    page.id,
    components.map(({ id, ...one }) => {
      const known = before.find((other) => other.id === id);
      return { ...one, page: page.id, id: known?.id ?? act.newId(), since: known?.since ?? act.now };
    }),
  );
}
