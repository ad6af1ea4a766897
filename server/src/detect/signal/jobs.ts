import type { Jobs } from '../../platform/jobs.ts';
import { heartbeatSweep, missDueHeartbeats } from './actions.ts';
import { nextHeartbeatDue } from './store.ts';

export const jobs: Jobs = {
  sweeps: [{ name: heartbeatSweep, nextDueAt: nextHeartbeatDue, run: missDueHeartbeats }],
};
