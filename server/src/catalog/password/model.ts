/**
 * How somebody who forgot the password gets a new one: by a link in a letter to the address that Muster knows.
 * Invariants: the link's secret has 256 bits and is stored as a hash; it works once, for half an hour, and only while
 * the person has the address it was sent to; a used one ends all others. Whoever asks hears the same, after the same
 * work, whether there is such an account: the letter is written later, by a job.
 */
export interface ResetLink {
  hash: string;
  person: string;
  email: string;
  madeAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
}

const validMinutes = 30;
const countedMinutes = 60;
/** A stranger may ask as often as he likes; the person gets no more letters than these in an hour. */
export const mostLetters = 3;

export function endOfLink(madeAt: Temporal.Instant): Temporal.Instant {
  return madeAt.add({ minutes: validMinutes });
}

/** Letters that were written after this count. */
export function countedSince(now: Temporal.Instant): Temporal.Instant {
  return now.subtract({ minutes: countedMinutes });
}
