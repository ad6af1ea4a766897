import { listHolidayCalendars, listHolidays } from '@muster/contract/oncall/holidays';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../app/api.ts';

/** The public holidays of a schedule on these days, both included. */
export const holidaysOn = (schedule: string, days: readonly Temporal.PlainDate[]) => {
  const [from, until] = [String(days[0]), String(days.at(-1))];
  return queryOptions({
    queryKey: [`schedule:${schedule}`, 'holidays', from, until],
    queryFn: ({ signal }) =>
      call(listHolidays, { params: { name: schedule }, query: { from, until }, signal }),
    placeholderData: keepPreviousData,
  });
};

export const holidayCalendarsOf = (schedule: string) =>
  queryOptions({
    queryKey: [`schedule:${schedule}`, 'holiday-calendars'],
    queryFn: ({ signal }) => call(listHolidayCalendars, { params: { name: schedule }, signal }),
  });
