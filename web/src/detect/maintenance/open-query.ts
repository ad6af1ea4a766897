import { listMaintenances } from '@muster/contract/detect/maintenances';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../app/api.ts';

/** What runs and what is to come. It turns by the clock alone, so it is asked again now and then. */
export const openMaintenance = queryOptions({
  queryKey: ['maintenances', 'open'],
  queryFn: ({ signal }) => call(listMaintenances, { query: { limit: 200 }, signal }),
  refetchInterval: 60_000,
});
