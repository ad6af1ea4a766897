import type { StatusPage } from '@muster/contract/inform/status-pages';
import type { Query } from '../../platform/db.ts';
import { notFound } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { waitingCounts } from '../notice/store.ts';
import { plannedWork } from '../planned/views.ts';
import { siteOf } from '../site/model.ts';
import { type Asked, failingWritings, recordOf } from '../site/store.ts';
import { allPages, componentsOf, findPage, type StoredPage } from './store.ts';

export async function pageList(db: Query, asked: Asked): Promise<{ items: StatusPage[] }> {
  return { items: await shown(db, await allPages(db), asked) };
}

export async function pageView(db: Query, name: string, asked: Asked): Promise<StatusPage> {
  const page = await findPage(db, name);
  const [view] = page ? await shown(db, [page], asked) : [];
  if (!view) throw notFound('status page');
  return view;
}

/** Where on status pages this service stands. */
export async function componentsWith(
  db: Query,
  service: string,
): Promise<{ page: string; title: string; component: string }[]> {
  const pages = await allPages(db);
  const components = await componentsOf(
    db,
    pages.map((page) => page.id),
  );
  return pages.flatMap(({ id, name, title }) =>
    components
      .filter((one) => one.page === id && one.services.includes(service))
      .map((one) => ({ page: name, title, component: one.name })),
  );
}

async function shown(db: Query, pages: readonly StoredPage[], asked: Asked): Promise<StatusPage[]> {
  const waiting = await waitingCounts(db);
  const failing = new Map((await failingWritings(db)).map((one) => [one.page, one]));
  const views: StatusPage[] = [];
  for (const page of pages) {
    const site = siteOf(await recordOf(db, page, { ...asked, works: plannedWork }), asked.now);
    const { id, name, title, visibility, host, colour, logo, twoPersons, follows } = page;
    const problem = failing.get(id);
    views.push({
      id,
      name,
      title,
      visibility,
      host,
      colour,
      logo,
      twoPersons,
      follows,
      components: site.components.map(({ id: component, name: called, about, group, services, state }) => ({
        id: component,
        name: called,
        about,
        group,
        services: [...services],
        state,
      })),
      indicator: site.indicator,
      url: site.home,
      waiting: waiting.get(id) ?? 0,
      problem: problem ? { text: problem.problem, since: wireTime(problem.since) } : null,
      version: String(page.version),
    });
  }
  return views;
}
