import { listGatherings } from '@muster/contract/respond/reports';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../app/api.ts';

/** In a file of its own: the home screen asks it, and loads what shows reports only where there are any. */
export const gathered = queryOptions({
  queryKey: ['reports', 'gathered'],
  queryFn: ({ signal }) => call(listGatherings, { signal }),
  refetchInterval: 60_000,
});
