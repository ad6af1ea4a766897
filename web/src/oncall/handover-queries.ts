import { draftHandover, myHandovers } from '@muster/contract/oncall/handover';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../app/api.ts';

export const handoverOf = (name: string) =>
  queryOptions({
    queryKey: [`schedule:${name}`, 'handover'],
    queryFn: ({ signal }) => call(draftHandover, { params: { name }, signal }),
    meta: { from: ['pages', 'handovers'] },
  });

export const ownHandovers = queryOptions({
  queryKey: ['handovers', 'mine'],
  queryFn: ({ signal }) => call(myHandovers, { signal }),
  refetchInterval: 60_000,
});
