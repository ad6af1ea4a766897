import { getReport } from '@muster/contract/learn/reports';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../app/api.ts';

/** Under the topic of the hints about it. */
export const reportOf = (id: string) =>
  queryOptions({
    queryKey: [`retrospective:${id}`, 'report'],
    queryFn: ({ signal }) => call(getReport, { params: { id }, signal }),
    retry: false,
  });
