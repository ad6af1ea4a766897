import { getAvailabilityMonths, getAvailabilityRule } from '@muster/contract/measure/availability';
import { getLoad } from '@muster/contract/measure/load';
import {
  type DurationName,
  getDurations,
  type PartName,
  type ShareName,
} from '@muster/contract/measure/measures';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
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
  until?: string;
  service?: string;
  team?: string;
  severity?: string;
  kind?: string;
}

type MeasureName = z.output<(typeof getDurations)['params']>['name'];
type Answer = z.output<(typeof getDurations)['answer']>;

/** A measure of which it is known in which form it comes. */
function measureOf<A extends Answer>(
  name: MeasureName,
  filter: MeasureFilter,
  as: (answer: Answer) => A | null,
) {
  return queryOptions({
    queryKey: ['measures', name, filter],
    queryFn: async ({ signal }): Promise<A> => {
      const answer = as(await call(getDurations, { params: { name }, query: filter, signal }));
      if (!answer) throw new Error(`${name} came in another form.`);
      return answer;
    },
    placeholderData: keepPreviousData,
  });
}

export const durationsOf = (name: DurationName, filter: MeasureFilter) =>
  measureOf(name, filter, (answer) => ('flagged' in answer ? answer : null));

export const partsOf = (name: PartName, filter: MeasureFilter) =>
  measureOf(name, filter, (answer) => ('parts' in answer && !('cases' in answer) ? answer : null));

export const ratioOf = (name: ShareName | 'availability', filter: MeasureFilter) =>
  measureOf(name, filter, (answer) => ('cases' in answer ? answer : null));

export const failuresOf = (filter: MeasureFilter) =>
  measureOf('tbf', filter, (answer) => ('failures' in answer ? answer : null));

export const availabilityRule = queryOptions({
  queryKey: ['measures', 'availability rule'],
  queryFn: ({ signal }) => call(getAvailabilityRule, { signal }),
});

/** Of one service, or of the whole company. */
export const monthsOf = (service: string | undefined) =>
  queryOptions({
    queryKey: ['measures', 'availability months', service ?? ''],
    queryFn: ({ signal }) =>
      call(getAvailabilityMonths, { query: service === undefined ? {} : { service }, signal }),
  });
