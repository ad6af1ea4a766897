import { listTimeOff, scheduleTimeOff } from '@muster/contract/oncall/time-off';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../app/api.ts';

export const myTimeOff = queryOptions({
  queryKey: ['time-off', 'me'],
  queryFn: ({ signal }) => call(listTimeOff, { signal }),
  meta: { from: ['schedules', 'cover'] },
});

export const timeOffOn = (name: string, from: string, until: string) =>
  queryOptions({
    queryKey: ['time-off', name, from, until],
    queryFn: ({ signal }) => call(scheduleTimeOff, { params: { name }, query: { from, until }, signal }),
    placeholderData: keepPreviousData,
  });
