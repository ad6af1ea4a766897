/** On which pages news of an incident are put. Nothing gets there by itself: somebody named the page or a part of it. */
import { readersOf } from '@muster/contract/inform/page-proposal';
import type { Audience } from '@muster/contract/respond/settings';
import type { Told } from './model.ts';

/** What of the news says where they belong. */
export interface News {
  audience: Audience;
  components: readonly { name: string; state: string }[];
  /** Pages by name; undefined where nobody chose. */
  pages: readonly string[] | undefined;
  isPrivate: boolean;
}

export interface PageToPlaceOn {
  name: string;
  visibility: 'public' | 'internal';
  components: readonly { id: string; name: string }[];
  /** Whether the incident stands there already. */
  holdsIt: boolean;
}

/**
 * The pages, each with what its own components are told to be. Whoever names pages has chosen; otherwise it is those
 * that hold one of the components, and those where the incident stands already. Of a private incident only pages that
 * were named for this very update.
 */
export function placesOf<P extends PageToPlaceOn>(
  news: News,
  pages: readonly P[],
): { page: P; components: Told[] }[] {
  const visibility = readersOf(news.audience);
  return pages
    .filter((page) => page.visibility === visibility)
    .map((page) => ({ page, components: toldOn(page, news.components) }))
    .filter(({ page, components }) => {
      if (news.pages !== undefined) return news.pages.includes(page.name);
      return !news.isPrivate && (page.holdsIt || components.length > 0);
    });
}

/** Whatever of the news has no place, as pointers and sentences for whoever wrote them. */
export function misplaced(
  news: Omit<News, 'isPrivate'>,
  pages: readonly Omit<PageToPlaceOn, 'holdsIt'>[],
): { pointer: string; message: string }[] {
  const visibility = readersOf(news.audience);
  const named = (news.pages ?? []).flatMap((name, i) => {
    const pointer = `/pages/${i}`;
    const page = pages.find((one) => one.name === name);
    if (!page) return [{ pointer, message: `there is no status page "${name}"` }];
    if (page.visibility === visibility) return [];
    return [{ pointer, message: `${name} is ${page.visibility}: news for ${news.audience} do not go there` }];
  });
  const meant = pages.filter(
    (one) => one.visibility === visibility && (news.pages === undefined || news.pages.includes(one.name)),
  );
  // Where there is no page at all, what is said of components stands on the record and nowhere else.
  const unknown = (meant.length === 0 ? [] : news.components).flatMap(({ name }, i) =>
    meant.some((page) => page.components.some((one) => sameName(one.name, name)))
      ? []
      : [{ pointer: `/components/${i}/name`, message: `no status page has a component "${name}"` }],
  );
  return [...named, ...unknown];
}

/** What is said of the components that a page has. */
export function toldOn(page: Pick<PageToPlaceOn, 'components'>, components: News['components']): Told[] {
  return components.flatMap(({ name, state }) => {
    const found = page.components.find((one) => sameName(one.name, name));
    return found && isState(state) ? [{ id: found.id, state }] : [];
  });
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

const states: readonly string[] = [
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
];

function isState(state: string): state is Told['state'] {
  return states.includes(state);
}
