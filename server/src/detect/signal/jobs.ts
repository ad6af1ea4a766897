import type { Jobs } from '../../platform/jobs.ts';
import { heartbeatSweep, missDueHeartbeats, nextHeartbeatAt } from './actions.ts';

export const jobs: Jobs = {
  sweeps: [{ name: heartbeatSweep, nextDueAt: nextHeartbeatAt, run: missDueHeartbeats }],
};
