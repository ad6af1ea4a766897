/** What the engine drives: a worker for each piece of work that the slices name, and those of the platform itself. */
import { chainWorker } from './audit/chain.ts';
import { refusalsWorker } from './audit/refusals-worker.ts';
import { errandWorker, type Jobs, periodicWorker, sweepWorker, type Worker } from './jobs.ts';
import { outboxWorker } from './outbox.ts';
import type { Platform } from './platform.ts';

export function workersOf(platform: Platform, jobs: readonly Jobs[]): Worker[] {
  return [
    outboxWorker(
      platform,
      jobs.flatMap((one) => one.subscriptions ?? []),
    ),
    chainWorker(platform),
    refusalsWorker(platform),
    ...jobs.flatMap((one) => one.sweeps ?? []).map((sweep) => sweepWorker(platform, sweep)),
    ...jobs.flatMap((one) => one.periodic ?? []).map((periodic) => periodicWorker(platform, periodic)),
    ...jobs.flatMap((one) => one.errands ?? []).map((errand) => errandWorker(platform, errand)),
  ];
}

/** What of it runs in this app: all of it where Muster audits itself, and no more often than every `roundMinutes`. */
export function jobsFor(
  { audits = false, roundMinutes = 1 }: { audits?: boolean; roundMinutes?: number },
  jobs: readonly Jobs[],
): Jobs[] {
  const everyRound = (one: Jobs) => {
    const periodic = one.periodic?.map((each) => ({
      ...each,
      everyMinutes: Math.max(each.everyMinutes, roundMinutes),
    }));
    return periodic ? { ...one, periodic } : one;
  };
  return jobs.filter((one) => audits || !one.onlyAudited).map(everyRound);
}
