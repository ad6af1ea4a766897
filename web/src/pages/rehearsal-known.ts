import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { peopleHere, services } from '../catalog/queries.ts';
import { pageList } from '../oncall/queries.ts';

/** What a rehearsal offers to choose from. */
export function useRehearsalKnown() {
  const everybody = useQuery(peopleHere).data ?? [];
  const all = useQuery(services).data ?? [];
  const past = useInfiniteQuery(pageList({})).data?.pages[0]?.items ?? [];
  return {
    zones: everybody.map((one) => one.timeZone).sort(),
    services: all.map((one) => one.name),
    past: past.slice(0, 20),
  };
}
