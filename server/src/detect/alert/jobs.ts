import type { Jobs } from '../../platform/jobs.ts';
import { announceDueGroups, announceSweep, nextAnnouncementAt } from './actions.ts';

export const jobs: Jobs = {
  sweeps: [{ name: announceSweep, nextDueAt: nextAnnouncementAt, run: announceDueGroups }],
};
