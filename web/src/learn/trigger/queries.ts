import { getRetrospectiveSettings } from '@muster/contract/learn/triggers';
import { listSchedules } from '@muster/contract/oncall/schedules';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../app/api.ts';

export const retrospectiveSettings = queryOptions({
  queryKey: ['retrospectives', 'settings'],
  queryFn: ({ signal }) => call(getRetrospectiveSettings, { signal }),
});

/** Schedules whose public holidays may be left out. */
export const schedulesToChoose = queryOptions({
  queryKey: ['schedules', 'for-retrospectives'],
  queryFn: ({ signal }) => call(listSchedules, { query: { limit: 200 }, signal }),
});
