/** Whom and what there is to choose from: people, teams, services, policies, each whole and by name. */
import { listPeople, listServices, listTeams } from '@muster/contract/catalog/people';
import { listPolicies } from '@muster/contract/oncall/schedules';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../app/api.ts';

interface Part<T> {
  items: T[];
  nextCursor: string | null;
}
type Asked = { limit: number; cursor?: string };

const staleTime = 60_000;

export const knownPeople = queryOptions({
  queryKey: ['people', 'known'],
  queryFn: ({ signal }) => whole((query) => call(listPeople, { query, signal })),
  select: (all) => all.filter((one) => one.active),
  staleTime,
});

export const knownTeams = queryOptions({
  queryKey: ['people', 'teams', 'known'],
  queryFn: ({ signal }) => whole((query) => call(listTeams, { query, signal })),
  staleTime,
});

export const knownServices = queryOptions({
  queryKey: ['services', 'known'],
  queryFn: ({ signal }) => whole((query) => call(listServices, { query, signal })),
  staleTime,
});

export const knownPolicies = queryOptions({
  queryKey: ['policies', 'known'],
  queryFn: ({ signal }) => whole((query) => call(listPolicies, { query, signal })),
  staleTime,
});

/** Follows the cursor to the end. */
async function whole<T>(load: (query: Asked) => Promise<Part<T>>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const part: Part<T> = await load({ limit: 200, ...(cursor === '' ? {} : { cursor }) });
    items.push(...part.items);
    cursor = part.nextCursor;
  }
  return items;
}
