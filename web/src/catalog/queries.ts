import { getFactorRule, listFactors } from '@muster/contract/catalog/factors';
import { getOrganisation, setupSteps } from '@muster/contract/catalog/organisation';
import { getService, listPeople, listServices, listTeams } from '@muster/contract/catalog/people';
import { setupState } from '@muster/contract/catalog/session';
import { listTokens } from '@muster/contract/catalog/tokens';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { call } from '../app/api.ts';

/** Follows the cursor to the end: the catalogue is small, and pickers and graphs need it whole. */
async function all<T>(
  load: (cursor: string | undefined) => Promise<{ items: T[]; nextCursor: string | null }>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let round = 0; round < 50; round += 1) {
    const answer = await load(cursor);
    items.push(...answer.items);
    if (answer.nextCursor === null) break;
    cursor = answer.nextCursor;
  }
  return items;
}

const list = (cursor: string | undefined) => ({ limit: 200, ...(cursor ? { cursor } : {}) });

export const people = queryOptions({
  queryKey: ['people'],
  queryFn: ({ signal }) => all((cursor) => call(listPeople, { query: list(cursor), signal })),
  staleTime: 60_000,
});

/** Whom to call or to put on a rota: not those who have left. */
export const peopleHere = queryOptions({
  ...people,
  select: (all) => all.filter((person) => person.active),
});

export const teams = queryOptions({
  queryKey: ['people', 'teams'],
  queryFn: ({ signal }) => all((cursor) => call(listTeams, { query: list(cursor), signal })),
  staleTime: 60_000,
});

export const services = queryOptions({
  queryKey: ['services'],
  queryFn: ({ signal }) => all((cursor) => call(listServices, { query: list(cursor), signal })),
  staleTime: 60_000,
});

export const oneService = (name: string) =>
  queryOptions({
    queryKey: ['services', name],
    queryFn: ({ signal }) => call(getService, { params: { name }, signal }),
  });

export const setupNeeded = queryOptions({
  queryKey: ['setup', 'state'],
  queryFn: ({ signal }) => call(setupState, { signal }),
});

/** The steps are derived from nearly everything, so each of its hints renews them. */
export const firstSteps = queryOptions({
  queryKey: ['setup', 'steps'],
  queryFn: ({ signal }) => call(setupSteps, { signal }),
  meta: {
    from: ['people', 'services', 'schedules', 'policies', 'integrations', 'alerts', 'contacts', 'pages'],
  },
  staleTime: 2000,
});

export const organisation = queryOptions({
  queryKey: ['organisation'],
  queryFn: ({ signal }) => call(getOrganisation, { signal }),
  staleTime: 0,
});

export const tokens = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }) => call(listTokens, { signal }),
});

export const myFactors = queryOptions({
  queryKey: ['factors', 'me'],
  queryFn: ({ signal }) => call(listFactors, { signal }),
});

export const factorRule = queryOptions({
  queryKey: ['factors', 'rule'],
  queryFn: ({ signal }) => call(getFactorRule, { signal }),
  meta: { from: ['people'] },
});

/** After a factor came or went: who I am may depend on it, where administrators need one. */
export async function renewFactors(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ queryKey: ['factors'] });
  await client.invalidateQueries({ queryKey: ['session'], exact: true });
}
