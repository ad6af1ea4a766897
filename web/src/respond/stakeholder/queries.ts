import { getBrief } from '@muster/contract/respond/brief';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../app/api.ts';

/** What everybody may know; renewed with any hint about incidents. */
export const briefOf = (ref: string) =>
  queryOptions({
    queryKey: ['incidents', 'brief', ref],
    queryFn: ({ signal }) => call(getBrief, { params: { ref }, signal }),
    refetchInterval: 60_000,
  });
