import { listMyRetrospectives } from '@muster/contract/learn/retrospectives';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../app/api.ts';

/** A file of its own: the home screen asks this, and needs nothing else of retrospectives while none waits. */
export const myRetrospectives = queryOptions({
  queryKey: ['retrospectives', 'mine'],
  queryFn: ({ signal }) => call(listMyRetrospectives, { signal }),
});
