/**
 * Senders say when a thing began by their own clocks, which may be wrong. Times of ours count from receipt; what was said
 * is kept beside it, with how far the two are apart (practice.md 3.7a).
 */

/** Less than so many seconds are the way from there to here. */
const worthTelling = 60;

interface Times {
  /** As the sender said; the moment of receipt where it said nothing. */
  startsAt: string;
  /** When it was received first. */
  firstAt: string;
}

/** Whole seconds by which it came after the moment that its sender stated, negative where that was still to come. */
export function statedGap({ startsAt, firstAt }: Times): number | null {
  const seconds = Math.round((Date.parse(firstAt) - Date.parse(startsAt)) / 1_000);
  return Math.abs(seconds) < worthTelling ? null : seconds;
}
