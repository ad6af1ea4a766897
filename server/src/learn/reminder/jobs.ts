import type { Jobs } from '../../platform/jobs.ts';
import { nextReminderAt, remind, remindSweep } from './actions.ts';

export const jobs: Jobs = { sweeps: [{ name: remindSweep, nextDueAt: nextReminderAt, run: remind }] };
