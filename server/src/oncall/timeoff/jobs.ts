import type { Jobs } from '../../platform/jobs.ts';
import { forgetTimeOff } from './actions.ts';

export const jobs: Jobs = {
  periodic: [{ name: 'oncall.forgetTimeOff', everyMinutes: 720, run: forgetTimeOff }],
};
