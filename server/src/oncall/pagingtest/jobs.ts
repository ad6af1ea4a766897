import type { Jobs } from '../../platform/jobs.ts';
import { tendPagingTests } from './actions.ts';

export const jobs: Jobs = {
  periodic: [{ name: 'oncall.tendPagingTests', everyMinutes: 1, run: tendPagingTests }],
};
