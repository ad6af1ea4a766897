import type { Schedule } from '@muster/contract/oncall/definition';
import { previewSchedule } from '@muster/contract/oncall/rehearsal';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../app/api.ts';

/** Who would be on call under a definition that is not saved, and what each layer has to say. */
export const previewOf = (schedule: Schedule, query: { from: string; until: string }) =>
  queryOptions({
    queryKey: ['schedules', 'preview', schedule, query.from, query.until],
    queryFn: ({ signal }) => call(previewSchedule, { body: { schedule, query, layers: true }, signal }),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 30_000,
  });
