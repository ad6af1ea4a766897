import type { Jobs } from '../../platform/jobs.ts';
import {
  announceDueGroups,
  announceSweep,
  closeQuietGroups,
  closeSweep,
  nextAnnouncementAt,
  nextClosingAt,
} from './actions.ts';

export const jobs: Jobs = {
  sweeps: [
    { name: announceSweep, nextDueAt: nextAnnouncementAt, run: announceDueGroups },
    { name: closeSweep, nextDueAt: nextClosingAt, run: closeQuietGroups },
  ],
};
