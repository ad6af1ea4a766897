/** The clock of a world, and how its times are written in scenarios. */
export { createManualClock, type ManualClock } from '../../src/platform/manual-clock.ts';

/** `5 minutes`, `1 second`, `25 hours`. */
export function durationOf(text: string): Temporal.Duration {
  const match = /^(\d+) (second|minute|hour)s?$/.exec(text);
  if (!match) throw new Error(`"${text}" is not a number of seconds, minutes or hours`);
  return Temporal.Duration.from({ [`${match[2]}s`]: Number(match[1]) });
}
