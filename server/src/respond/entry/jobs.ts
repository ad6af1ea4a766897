import { alertsFired } from '@muster/contract/detect/events';
import type { Jobs } from '../../platform/jobs.ts';
import { followAlerts } from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [{ name: 'respond.followAlerts', types: [alertsFired.type], run: followAlerts }],
};
