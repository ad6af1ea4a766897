import { getLoad } from '@muster/contract/measure/load';
import {
  type DurationName,
  type Durations,
  getDurations,
  type Ratio,
} from '@muster/contract/measure/measures';
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

export interface MeasureFilter {
  from: string;
  service?: string;
  severity?: string;
}

export const durationsOf = (name: DurationName, filter: MeasureFilter) =>
  queryOptions({
    queryKey: ['measures', name, filter],
    queryFn: async ({ signal }): Promise<Durations> => {
      const answer = await call(getDurations, { params: { name }, query: filter, signal });
      if (!('values' in answer)) throw new Error(`${name} came as something else than a distribution.`);
      return answer;
    },
    placeholderData: keepPreviousData,
  });

export const ratioOf = (name: 'availability' | 'cadence' | 'reopen', filter: MeasureFilter) =>
  queryOptions({
    queryKey: ['measures', name, filter],
    queryFn: async ({ signal }): Promise<Ratio> => {
      const answer = await call(getDurations, { params: { name }, query: filter, signal });
      if (!('parts' in answer)) throw new Error(`${name} came as something else than a ratio.`);
      return answer;
    },
    placeholderData: keepPreviousData,
  });

export const failuresOf = (filter: MeasureFilter) =>
  queryOptions({
    queryKey: ['measures', 'tbf', filter],
    queryFn: async ({ signal }) => {
      const answer = await call(getDurations, { params: { name: 'tbf' }, query: filter, signal });
      if (!('failures' in answer)) throw new Error('The time between failures came as something else.');
      return answer;
    },
    placeholderData: keepPreviousData,
  });
