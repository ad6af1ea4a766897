import type { Jobs } from '../../platform/jobs.ts';
import { holidayErrand, nextReadingAt, readNextCalendar } from './actions.ts';

export const jobs: Jobs = {
  sealed: ['oncall.holiday_calendars.sealed'],
  errands: [{ name: holidayErrand, nextDueAt: nextReadingAt, run: readNextCalendar }],
};
