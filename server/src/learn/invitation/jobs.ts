import type { Jobs } from '../../platform/jobs.ts';
import { nextReminderOfSessions, remindOfSessions, sessionSweep } from './actions.ts';

export const jobs: Jobs = {
  sweeps: [{ name: sessionSweep, nextDueAt: nextReminderOfSessions, run: remindOfSessions }],
};
