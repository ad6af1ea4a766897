import type { Jobs } from '../../platform/jobs.ts';
import { addressErrand, forgetTimeOff, nextReadingAt, readNextAddress } from './actions.ts';

export const jobs: Jobs = {
  sealed: ['oncall.time_off_addresses.sealed'],
  periodic: [{ name: 'oncall.forgetTimeOff', everyMinutes: 720, run: forgetTimeOff }],
  errands: [{ name: addressErrand, nextDueAt: nextReadingAt, run: readNextAddress }],
};
