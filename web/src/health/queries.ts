import { getHealth } from '@muster/contract/platform/health';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../app/api.ts';

export const health = queryOptions({
  queryKey: ['health'],
  queryFn: ({ signal }) => call(getHealth, { signal }),
  refetchInterval: 60_000,
});
