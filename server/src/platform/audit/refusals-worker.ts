import type { Worker } from '../jobs.ts';
import type { Platform } from '../platform.ts';
import { window } from './refusals.ts';
import { writeRefusals } from './refused.ts';

/** Writes the counts of minutes that are over. */
export function refusalsWorker(platform: Platform): Worker {
  return {
    name: 'platform.countRefused',
    nextDueAt: async () => platform.refusals.nextDueAt(),
    async run() {
      const now = platform.clock.now();
      await writeRefusals(platform, now, platform.refusals.take(now));
      return false;
    },
  };
}

/** At the stop: whatever was counted, although its minute is not over. */
export async function writeRefusalsLeft(platform: Platform): Promise<void> {
  const now = platform.clock.now();
  const left = platform.refusals.take(now.add(window));
  await writeRefusals(platform, now, left).catch((error: unknown) =>
    platform.log.warn({ error }, 'refused acts could not be recorded'),
  );
}
