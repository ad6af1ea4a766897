import type { Alert } from '@muster/contract/detect/alerts';
import { getAlert, listAlerts } from '@muster/contract/detect/alerts';
import { listDeliveries, listIntegrations } from '@muster/contract/detect/integrations';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../app/api.ts';

export interface AlertFilter {
  state?: Alert['state'] | 'open';
  severity?: Alert['severity'];
  service?: string;
  label?: string[];
  q?: string;
}

export const alertList = (filter: AlertFilter) =>
  infiniteQueryOptions({
    queryKey: ['alerts', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      call(listAlerts, {
        query: { ...filter, limit: 100, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

export const oneAlert = (id: string) =>
  queryOptions({
    queryKey: ['alerts', 'one', id],
    queryFn: ({ signal }) => call(getAlert, { params: { id }, signal }),
  });

/** The newest of the alerts behind a page; a storm has more. */
export const alertsOfPage = (page: string) =>
  queryOptions({
    queryKey: ['alerts', 'page', page],
    queryFn: ({ signal }) => call(listAlerts, { query: { page, limit: 100 }, signal }),
  });

export const alertsOfService = (service: string) =>
  queryOptions({
    queryKey: ['alerts', 'service', service],
    queryFn: ({ signal }) => call(listAlerts, { query: { service, limit: 10 }, signal }),
  });

export const integrations = queryOptions({
  queryKey: ['integrations'],
  queryFn: ({ signal }) => call(listIntegrations, { query: { limit: 200 }, signal }),
  // Somebody who has just made a door watches for its first event.
  refetchInterval: ({ state }) => (state.data?.items.some((one) => one.lastEventAt === null) ? 4000 : false),
});

export const deliveriesOf = (name: string) =>
  queryOptions({
    queryKey: ['integrations', name, 'events'],
    queryFn: ({ signal }) => call(listDeliveries, { params: { name }, query: { limit: 20 }, signal }),
    refetchInterval: ({ state }) => (state.data?.items.length === 0 ? 4000 : false),
  });
