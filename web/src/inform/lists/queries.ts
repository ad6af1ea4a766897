import { listPeople, listServices, listTeams } from '@muster/contract/catalog/people';
import { listAudienceLists, listListMembers } from '@muster/contract/inform/lists';
import { getRespondSettings } from '@muster/contract/respond/settings';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../../app/api.ts';

export const audienceLists = queryOptions({
  queryKey: ['audience-lists'],
  queryFn: ({ signal }) => call(listAudienceLists, { signal }),
});

export const membersOf = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['audience-lists', id],
    queryFn: ({ signal, pageParam }) =>
      call(listListMembers, {
        params: { id },
        query: { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  });

const staleTime = 60_000;

/** Names of what there is to choose from, each whole. */
export const choosableServices = queryOptions({
  queryKey: ['services', 'names'],
  queryFn: ({ signal }) => names((query) => call(listServices, { query, signal })),
  staleTime,
});
export const choosableTeams = queryOptions({
  queryKey: ['people', 'teams', 'names'],
  queryFn: ({ signal }) => names((query) => call(listTeams, { query, signal })),
  staleTime,
});
export const choosablePeople = queryOptions({
  queryKey: ['people', 'names'],
  queryFn: ({ signal }) => whole((query) => call(listPeople, { query, signal })),
  select: (all) => all.filter((one) => one.active).map(({ name, fullName }) => ({ name, fullName })),
  staleTime,
});
export const severitiesKnown = queryOptions({
  queryKey: ['respond-settings', 'severities'],
  queryFn: ({ signal }) => call(getRespondSettings, { signal }),
  select: ({ severities }) => severities.map(({ name, label }) => ({ name, label })),
  staleTime,
});

interface Part<T> {
  items: T[];
  nextCursor: string | null;
}
type Ask<T> = (query: { limit: number; cursor?: string }) => Promise<Part<T>>;

async function names(ask: Ask<{ name: string }>): Promise<string[]> {
  return (await whole(ask)).map((one) => one.name);
}

/** Follows the cursor to the end. */
async function whole<T>(ask: Ask<T>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  for (let round = 0; round < 50; round += 1) {
    const part: Part<T> = await ask({ limit: 200, ...(cursor === null ? {} : { cursor }) });
    items.push(...part.items);
    cursor = part.nextCursor;
    if (cursor === null) break;
  }
  return items;
}
