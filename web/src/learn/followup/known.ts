/** Whom and what a follow-up may name. */
import { listPeople, listServices, listTeams } from '@muster/contract/catalog/people';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../app/api.ts';

/** Each list to its end: it is for choosing from. */
async function all<T>(
  load: (query: { limit: number; cursor?: string }) => Promise<{ items: T[]; nextCursor: string | null }>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = '';
  for (let round = 0; cursor !== null && round < 50; round += 1) {
    const page = await load({ limit: 200, ...(cursor ? { cursor } : {}) });
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

const staleTime = 60_000;

/** Those who can work on one. */
export const workers = queryOptions({
  queryKey: ['people', 'for-follow-ups'],
  queryFn: ({ signal }) => all((query) => call(listPeople, { query, signal })),
  select: (people) =>
    people.filter(({ active, access }) => active && (access === 'responder' || access === 'admin')),
  staleTime,
});

export const teams = queryOptions({
  queryKey: ['people', 'teams-for-follow-ups'],
  queryFn: ({ signal }) => all((query) => call(listTeams, { query, signal })),
  staleTime,
});

export const services = queryOptions({
  queryKey: ['services', 'for-follow-ups'],
  queryFn: ({ signal }) => all((query) => call(listServices, { query, signal })),
  staleTime,
});
