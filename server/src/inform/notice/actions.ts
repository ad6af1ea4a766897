import { newsOut, pageNews } from '@muster/contract/inform/news';
import { headingOf } from '@muster/contract/inform/page-proposal';
import { decidePageUpdate as decideEndpoint } from '@muster/contract/inform/status-pages';
import type { DomainEvent } from '@muster/contract/platform/event';
import type { EventData } from '@muster/contract/respond/events';
import { incidentChanged } from '@muster/contract/respond/news';
import type { IncidentState } from '@muster/contract/respond/state';
import { z } from 'zod';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { actorName } from '../../platform/actor.ts';
import { isId } from '../../platform/ids.ts';
import { notFound, Refusal, wrong } from '../../platform/refusal.ts';
import { findIncident, latestOfType } from '../../respond/index.ts';
import { tellOfPages } from '../page/actions.ts';
import { allPages, componentsOf, findPage, type StoredPage } from '../page/store.ts';
import { serviceImpactsOf } from './impacts.ts';
import type { Told } from './model.ts';
import { misplaced, type PageToPlaceOn, placesOf, toldOn } from './placing.ts';
import {
  insertUpdate,
  lockUpdate,
  openNotice,
  pagesHolding,
  replaceImpacts,
  type Standing,
  setCorrected,
  setDecided,
  setRetracted,
  showsOthers,
  standingsOf,
} from './store.ts';

type Published = EventData<'updatePublished'>;

const mostNews = 200;

/** Refuses news that name a page or a component that is not there, before they are written. */
export async function refuseMisplaced(
  act: Act,
  { audience, components = [], pages }: Pick<Published, 'audience' | 'components' | 'pages'>,
): Promise<void> {
  if (components.length === 0 && pages === undefined) return;
  const faults = misplaced({ audience, components, pages }, await pagesToPlaceOn(act, null));
  if (faults.length > 0) throw new Refusal('invalid', 'This has no place on a status page.', faults);
}

/** News went out: they are put on the pages that they are for, struck out there, or put right. */
export async function carryToPages(act: Act, events: readonly DomainEvent[]): Promise<void> {
  for (const event of events) {
    if (!newsOut.is(event)) continue;
    const { update, act: done } = event.payload;
    if (done === 'published') await place(act, event.subject, update);
    if (done === 'retracted') await strike(act, update);
    if (done === 'corrected') await putRight(act, event.subject, update);
  }
}

/** Whether what an incident does to services, or who may know of it, may be something else after it. */
export function changesServices(event: DomainEvent): boolean {
  return incidentChanged.is(event) && event.payload.types.some((type) => touchesServices.test(type));
}

const touchesServices =
  /^(?:impact[A-Z].*|declared|servicesChanged|statusChanged|privacyChanged|merged|unmerged|absorbed|released)$/;

/** What incidents do to services is kept where pages find it. */
export async function followImpacts(act: Act, events: readonly DomainEvent[]): Promise<void> {
  for (const incident of new Set(events.map((one) => one.subject))) {
    const state = await findIncident(act.tx, incident);
    if (state && (await replaceImpacts(act.tx, incident, serviceImpactsOf(state)))) tellOfPages(act);
  }
}

/** The second person agrees, or refuses. It never is whoever wrote the update. */
export const decidePageUpdate = action(
  {
    name: 'inform.decidePageUpdate',
    who: 'responder',
    input: z.strictObject({ ...decideEndpoint.params.shape, ...decideEndpoint.body.shape }),
  },
  async (act, { name, id, agreed, reason }): Promise<void> => {
    const page = await findPage(act.tx, name);
    const update = page && isId(id) ? await lockUpdate(act.tx, page.id, id) : undefined;
    if (!page || !update) throw notFound('update');
    const by = actorName(act.caller.actor);
    act.record(`status-page:${name}`, { update: id, agreed, ...(reason === '' ? {} : { reason }) });
    if (!update.waiting) throw new Refusal('conflict', 'Somebody has decided already.');
    if (update.by === by)
      throw new Refusal('forbidden', 'You wrote it: somebody else decides whether it stands on the page.');
    if (!agreed && reason === '') throw wrong('/reason', 'Say why, for whoever wrote it.');
    await setDecided(act.tx, id, { agreed, by, reason, now: act.now });
    if (agreed) await tellReaders(act, update, update.components);
    tellOfPages(act);
  },
);

async function place(act: Act, incident: string, update: string): Promise<void> {
  const state = await findIncident(act.tx, incident);
  const news = (await latestOfType(act.tx, incident, 'updatePublished', mostNews)).find(
    (one) => one.data.id === update,
  );
  if (!state || !news) return;
  const { audience, components = [], pages } = news.data;
  const places = placesOf(
    { audience, components, pages, isPrivate: state.private },
    await pagesToPlaceOn(act, incident),
  );
  for (const { page, components: told } of places)
    await put(act, { page, told, state }, { data: news.data, at: news.at, by: news.actor.name });
  if (places.length > 0) tellOfPages(act);
}

interface Place {
  page: StoredPage & PageToPlaceOn;
  told: Told[];
  state: IncidentState;
}

/** Once, however often it is asked for. The title is what was written for readers, or what it touches; never the incident's. */
async function put(
  act: Act,
  { page, told, state }: Place,
  { data, at, by }: { data: Published; at: string; by: string },
): Promise<void> {
  const notice = await openNotice(act.tx, {
    id: act.newId(),
    page: page.id,
    incident: state.id,
    now: act.now,
  });
  const title = data.title || (notice.isNew ? titleFor(page, told) : null);
  const isNew = await insertUpdate(act.tx, {
    id: act.newId(),
    notice: notice.id,
    update: data.id,
    title,
    state: data.state ?? null,
    text: data.text,
    components: told,
    at,
    by: data.writtenBy?.name ?? by,
    waiting: page.twoPersons,
  });
  if (!isNew || page.twoPersons) return;
  const about = told.map((one) => one.id);
  act.publish(
    pageNews(page.id, {
      page: page.id,
      notice: notice.id,
      components: about,
      act: notice.isNew ? 'created' : 'updated',
    }),
  );
}

function titleFor(page: PageToPlaceOn, told: readonly Told[]): string {
  const names = told.map(({ id }) => page.components.find((one) => one.id === id)?.name ?? '');
  return headingOf(names);
}

async function strike(act: Act, update: string): Promise<void> {
  const standings = await standingsOf(act.tx, update);
  for (const one of standings) {
    await setRetracted(act.tx, one.id, act.now);
    tellReadersOf(act, one, [], 'retracted');
  }
  if (standings.length > 0) tellOfPages(act);
}

async function putRight(act: Act, incident: string, update: string): Promise<void> {
  const standings = await standingsOf(act.tx, update);
  const [right] = (await latestOfType(act.tx, incident, 'updateCorrected', mostNews)).filter(
    (one) => one.data.id === update,
  );
  if (!right || standings.length === 0) return;
  const { title = null, text, state = null, components } = right.data;
  const pages = await pagesToPlaceOn(act, incident);
  for (const one of standings) {
    const page = pages.find((each) => each.id === one.page);
    const told = components && page ? toldOn(page, components) : null;
    await setCorrected(act.tx, one.id, { title, text, state, components: told }, act.now);
    tellReadersOf(act, one, [], 'updated');
  }
  tellOfPages(act);
}

/** An incident that readers see for the first time is new to them, whenever it was written. */
async function tellReaders(act: Act, standing: Standing, components: readonly Told[]): Promise<void> {
  const isNew = !(await showsOthers(act.tx, standing.notice, standing.id));
  tellReadersOf(act, standing, components, isNew ? 'created' : 'updated');
}

function tellReadersOf(
  act: Act,
  { page, notice }: Standing,
  components: readonly Told[],
  done: 'created' | 'updated' | 'retracted',
): void {
  act.publish(pageNews(page, { page, notice, components: components.map((one) => one.id), act: done }));
}

/** All pages with their components, and whether an incident stands there already. */
async function pagesToPlaceOn(act: Act, incident: string | null): Promise<(StoredPage & PageToPlaceOn)[]> {
  const pages = await allPages(act.tx);
  const ids = pages.map((one) => one.id);
  const components = Map.groupBy(await componentsOf(act.tx, ids), (one) => one.page);
  const holding = incident === null ? new Set<string>() : await pagesHolding(act.tx, incident);
  return pages.map((page) => ({
    ...page,
    components: components.get(page.id) ?? [],
    holdsIt: holding.has(page.id),
  }));
}
