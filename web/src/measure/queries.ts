import { getLoad } from '@muster/contract/measure/load';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../app/api.ts';

export interface LoadFilter {
  from?: string;
  until?: string;
  schedule?: string;
}

export const loadOf = (filter: LoadFilter) =>
  queryOptions({
    queryKey: ['schedules', 'load', filter],
    queryFn: ({ signal }) => call(getLoad, { query: filter, signal }),
    placeholderData: keepPreviousData,
  });
