import { listCalendars } from '@muster/contract/oncall/calendars';
import { listCover } from '@muster/contract/oncall/cover';
import { getPersonShifts } from '@muster/contract/oncall/schedules';
import { getShiftNotices } from '@muster/contract/oncall/shift-notices';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../app/api.ts';

export const openCover = queryOptions({
  queryKey: ['cover', 'open'],
  queryFn: ({ signal }) => call(listCover, { query: { state: 'open' }, signal }),
  refetchInterval: 60_000,
});

export const ownShifts = (from: string, until: string) =>
  queryOptions({
    queryKey: ['schedules', 'own', from, until],
    queryFn: ({ signal }) =>
      call(getPersonShifts, { params: { name: 'me' }, query: { from, until }, signal }),
  });

export const noticesOfShifts = queryOptions({
  queryKey: ['contacts', 'shift notices'],
  queryFn: ({ signal }) => call(getShiftNotices, { signal }),
});

export const calendars = queryOptions({
  queryKey: ['calendars'],
  queryFn: ({ signal }) => call(listCalendars, { signal }),
});
