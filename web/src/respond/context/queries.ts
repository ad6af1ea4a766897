import { judgeSimilar, listSimilarIncidents } from '@muster/contract/respond/similar';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { reasonOf } from '../../ui/states.tsx';
import { say } from '../../ui/toast.tsx';

/** Earlier incidents like this; asked for anew when the words or the services change, not with every hint. */
export const similarTo = (asked: { title: string; services: readonly string[]; except?: string }) => {
  const query = {
    title: asked.title.trim().slice(0, 300),
    services: asked.services.join(','),
    ...(asked.except === undefined ? {} : { except: asked.except }),
  };
  return queryOptions({
    queryKey: ['similar-incidents', query],
    queryFn: ({ signal }) => call(listSimilarIncidents, { query, signal }),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    enabled: query.title.length > 2 || query.services !== '',
  });
};

export function useJudge(ref: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ other, useful }: { other: string; useful: boolean }) =>
      call(judgeSimilar, { params: { ref, other }, body: { useful } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['similar-incidents'] }),
    onError: (error) => say(reasonOf(error)),
  });
}
