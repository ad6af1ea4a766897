import { notificationFailed } from '@muster/contract/oncall/events';
import type { Jobs } from '../../platform/jobs.ts';
import { followFailures, nextTickAt, pagesSweep, tickDuePages } from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [{ name: 'oncall.followFailures', types: [notificationFailed.type], run: followFailures }],
  sweeps: [{ name: pagesSweep, nextDueAt: nextTickAt, run: tickDuePages }],
};
