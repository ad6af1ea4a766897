import type { Jobs } from '../../platform/jobs.ts';
import { announceDueGroups, announceSweep } from './actions.ts';
import { nextAnnouncement } from './store.ts';

export const jobs: Jobs = {
  sweeps: [{ name: announceSweep, nextDueAt: nextAnnouncement, run: announceDueGroups }],
};
