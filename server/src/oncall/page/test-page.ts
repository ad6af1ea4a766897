/**
 * A page to oneself, to hear whether it rings. Each costs what a real one costs (messages, later calls), so one person
 * gets only so many within some minutes; a person who sets up a phone needs a few.
 */

export const testTitle = 'Test page: does it ring?';

const mostTests = 5;
const withinMinutes = 10;

/** Test pages that opened at this instant or before do not count any more. */
export function testsCountSince(now: Temporal.Instant): Temporal.Instant {
  return now.subtract({ minutes: withinMinutes });
}

/** In how many seconds the person may have the next one, by when his latest ones opened; 0 is now. */
export function waitForTest(openedAt: readonly Temporal.Instant[], now: Temporal.Instant): number {
  const since = testsCountSince(now);
  const counted = openedAt
    .filter((at) => Temporal.Instant.compare(at, since) > 0)
    .toSorted((a, b) => Temporal.Instant.compare(b, a));
  const oldest = counted[mostTests - 1];
  return oldest === undefined ? 0 : Math.ceil(since.until(oldest).total('seconds'));
}
