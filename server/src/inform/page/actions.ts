import { createStatusPage as createEndpoint, putStatusPage } from '@muster/contract/inform/status-pages';
import { name } from '@muster/contract/platform/wire';
import { z } from 'zod';
import { findServices } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { writeErrand } from '../site/model.ts';
import { refuseFaults, type Wish } from './decide.ts';
import {
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
  const { components, ...settings } = wish;
  const taken = await isTaken(act.tx, { ...page, host: wish.host });
  if (taken !== null)
    throw new Refusal('conflict', `Another status page has this ${taken}.`, [
      { pointer: `/${taken}`, message: 'is taken' },
    ]);
  await savePage(act.tx, { ...page, ...settings, version: page.version + 1, changedAt: act.now });
  await replaceComponents(
    act.tx,
    page.id,
    components.map(({ id, ...one }) => {
      const known = before.find((other) => other.id === id);
      return { ...one, page: page.id, id: known?.id ?? act.newId(), since: known?.since ?? act.now };
    }),
  );
  tellOfPages(act);
}
