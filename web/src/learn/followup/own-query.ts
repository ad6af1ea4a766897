import { myFollowUps } from '@muster/contract/learn/followups';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../app/api.ts';

/** A promise turns late by the clock alone, so it is asked again now and then. */
export const ownFollowUps = queryOptions({
  queryKey: ['follow-ups', 'mine'],
  queryFn: ({ signal }) => call(myFollowUps, { signal }),
  refetchInterval: 10 * 60_000,
});
