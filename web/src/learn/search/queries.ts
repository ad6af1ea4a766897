import { type Found, type FoundKind, foundKinds, search } from '@muster/contract/learn/search';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { paths } from '../../paths.ts';

export interface Filter {
  q: string;
  kind: string;
  service: string;
  from: string;
  until: string;
}

export const everything = (filter: Filter) =>
  infiniteQueryOptions({
    queryKey: ['incidents', 'search', filter],
    queryFn: ({ pageParam }) =>
      call(search, { query: { ...asked(filter), ...(pageParam ? { cursor: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    enabled: filter.q.trim() !== '',
  });

/** The first few, for whoever types a word into the palette. */
export const firstFound = (q: string) =>
  queryOptions({
    queryKey: ['incidents', 'search', 'first', q],
    queryFn: () => call(search, { query: { q, limit: 6 } }),
    enabled: q.trim().length >= 3,
  });

function asked({ q, kind, service, from, until }: Filter) {
  return {
    q: q.slice(0, 2_000),
    ...(isKind(kind) ? { kind } : {}),
    ...(service === '' ? {} : { service }),
    ...(from === '' ? {} : { from: `${from}T00:00:00Z` }),
    ...(until === '' ? {} : { until: `${until}T23:59:59Z` }),
  };
}

function isKind(kind: string): kind is FoundKind {
  return foundKinds.some((one) => one === kind);
}

/** Where what was found stands. */
export function placeOf({ kind, ref, subject }: Pick<Found, 'kind' | 'ref' | 'subject'>): string {
  if (kind === 'service') return paths.service(subject);
  if (kind === 'follow-up') return paths.followUps({ q: ref });
  if (kind === 'retrospective')
    return ref === '' ? paths.aloneRetrospective(subject) : paths.retrospective(ref);
  return paths.incident(ref);
}
