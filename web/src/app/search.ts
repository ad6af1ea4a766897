import { useRouter, useRouterState } from '@tanstack/react-router';
import { searchText } from '../paths.ts';

export type Search = Record<string, string | string[] | undefined>;

/** The address's query as text values; repeated names become lists. The router parses nothing else into it. */
export function parseSearch(text: string): Search {
  const result: Search = {};
  for (const [key, value] of new URLSearchParams(text)) {
    const before = result[key];
    result[key] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return result;
}

/** The text form of a query, with its question mark when there is one. */
export function formatSearch(search: Record<string, unknown>): string {
  const text = searchText(search as Search);
  return text ? `?${text}` : '';
}

/** The filters of a screen, kept in the address: read them, change some. Changing replaces, so Back leaves the screen. */
export function useSearchState(): [Search, (change: Search) => void] {
  const router = useRouter();
  const { pathname, searchStr } = useRouterState({ select: (state) => state.location });
  const search = parseSearch(searchStr);
  const change = (part: Search) => {
    const text = searchText({ ...search, ...part });
    router.history.replace(text ? `${pathname}?${text}` : pathname);
  };
  return [search, change];
}

/** One value of a query, the first if it is repeated, empty if it is missing. */
export function one(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
