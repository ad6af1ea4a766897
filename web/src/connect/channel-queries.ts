import { listPhoneProviders } from '@muster/contract/connect/providers';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../app/api.ts';

export const phoneChannels = queryOptions({
  queryKey: ['channels'],
  queryFn: ({ signal }) => call(listPhoneProviders, { signal }),
});
