import { getContacts } from '@muster/contract/oncall/contacts';
import type { Page } from '@muster/contract/oncall/pages';
import { explainPage, getPage, listNotifications, listPages } from '@muster/contract/oncall/pages';
import {
  getCoverage,
  getOnCall,
  getSchedule,
  getShifts,
  listOnCall,
  listPolicies,
} from '@muster/contract/oncall/schedules';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../app/api.ts';

/** The questions of this stage. Every key starts with the topic whose hint renews it. */
export interface PageFilter {
  state?: Page['state'] | 'open';
  service?: string;
  person?: string;
}

/** Enough for every open page that people can still look at. */
export const openPages = queryOptions({
  queryKey: ['pages', 'open'],
  queryFn: ({ signal }) => call(listPages, { query: { state: 'open', limit: 200 }, signal }),
});

export const pageList = (filter: PageFilter) =>
  infiniteQueryOptions({
    queryKey: ['pages', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      call(listPages, {
        query: { ...filter, limit: 50, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

export const onePage = (id: string) =>
  queryOptions({
    queryKey: [`page:${id}`],
    queryFn: ({ signal }) => call(getPage, { params: { id }, signal }),
  });

export const notificationsOf = (id: string) =>
  queryOptions({
    queryKey: [`page:${id}`, 'notifications'],
    queryFn: ({ signal }) => call(listNotifications, { params: { id }, signal }),
    // What is on its way has a result within seconds, and that is what the reader waits for.
    refetchInterval: ({ state }) =>
      state.data?.items.some((one) => one.outcome === 'queued' || one.outcome === 'sending') ? 3000 : false,
  });

export const explanationOf = (id: string) =>
  queryOptions({
    queryKey: [`page:${id}`, 'explanation'],
    queryFn: ({ signal }) => call(explainPage, { params: { id }, signal }),
  });

export const onCallNow = queryOptions({
  queryKey: ['schedules', 'now'],
  queryFn: ({ signal }) => call(listOnCall, { signal }),
  refetchInterval: 60_000,
});

export const coverage = queryOptions({
  queryKey: ['schedules', 'coverage'],
  queryFn: ({ signal }) => call(getCoverage, { query: { days: 14 }, signal }),
  meta: { from: ['contacts', 'people', 'policies', 'coverage'] },
  staleTime: 60_000,
});

export const oneSchedule = (name: string) =>
  queryOptions({
    queryKey: [`schedule:${name}`],
    queryFn: ({ signal }) => call(getSchedule, { params: { name }, signal }),
  });

export const shiftsOf = (name: string, from: string, until: string) =>
  queryOptions({
    queryKey: [`schedule:${name}`, 'shifts', from, until],
    queryFn: ({ signal }) => call(getShifts, { params: { name }, query: { from, until }, signal }),
    placeholderData: keepPreviousData,
  });

export const onCallAt = (name: string, at: string) =>
  queryOptions({
    queryKey: [`schedule:${name}`, 'at', at],
    queryFn: ({ signal }) => call(getOnCall, { params: { name }, query: { at }, signal }),
  });

export const policies = queryOptions({
  queryKey: ['policies'],
  queryFn: ({ signal }) => call(listPolicies, { query: { limit: 200 }, signal }),
});

export const myContacts = queryOptions({
  queryKey: ['contacts', 'me'],
  queryFn: ({ signal }) => call(getContacts, { params: { name: 'me' }, signal }),
});
