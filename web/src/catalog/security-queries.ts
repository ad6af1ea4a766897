import { listDevices, listSessions } from '@muster/contract/catalog/security';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../app/api.ts';

export const mySessions = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => call(listSessions, { signal }),
});

export const myDevices = queryOptions({
  queryKey: ['sessions', 'devices'],
  queryFn: ({ signal }) => call(listDevices, { signal }),
});
