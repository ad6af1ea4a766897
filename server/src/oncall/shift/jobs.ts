import type { Jobs } from '../../platform/jobs.ts';
import { tellOfShifts } from './actions.ts';

export const jobs: Jobs = {
  periodic: [{ name: 'oncall.tellOfShifts', everyMinutes: 5, run: tellOfShifts }],
};
