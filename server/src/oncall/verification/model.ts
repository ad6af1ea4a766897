/**
 * Whoever gives a number or an address proves to get what is sent there, by a code that goes to it and nowhere else.
 * Until then Muster sends nothing but the code. A code holds for a quarter of an hour and for five tries; it is kept
 * as a keyed hash. A new one comes at most once a minute and ten times a day, because each may cost money, and may ring
 * at somebody who never asked for it.
 */

/** The purposes of messages for the asking; their subject is the person. */
export const codePurpose = 'contactCode';
export const testPurpose = 'contactTest';

export const codeDigits = 8;
const validMinutes = 15;
const mostTries = 5;

/** How often something may be sent to a person for the asking. */
interface Allowance {
  pauseSeconds: number;
  mostADay: number;
}
export const codeAllowance: Allowance = { pauseSeconds: 60, mostADay: 10 };
export const testAllowance: Allowance = { pauseSeconds: 20, mostADay: 30 };

/** A code that waits to be typed in. */
export interface SentCode {
  proof: string;
  expiresAt: Temporal.Instant;
  tries: number;
}

export type Verdict = 'right' | 'wrong' | 'over';

export function validUntil(now: Temporal.Instant): Temporal.Instant {
  return now.add({ minutes: validMinutes });
}

/** `isRight` is asked only while the code still holds. */
export function judge(
  sent: SentCode | undefined,
  isRight: (proof: string) => boolean,
  now: Temporal.Instant,
): Verdict {
  if (!sent || sent.tries >= mostTries || Temporal.Instant.compare(now, sent.expiresAt) >= 0) return 'over';
  return isRight(sent.proof) ? 'right' : 'wrong';
}

/** The code as a person typed it: with blanks and dashes, or without. */
export function typedCode(text: string): string {
  return text.replace(/[\s-]/g, '');
}

/** Four and four, as people read it aloud. */
export function readableCode(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`;
}

/** In how many seconds the next one may be sent, by when the earlier ones were planned; 0 is now. */
export function waitFor(
  allowance: Allowance,
  sentAt: readonly Temporal.Instant[],
  now: Temporal.Instant,
): number {
  const ages = sentAt
    .map((at) => at.until(now).total('seconds'))
    .filter((age) => age < daySeconds)
    .toSorted((a, b) => a - b);
  const pause = ages[0] === undefined ? 0 : allowance.pauseSeconds - ages[0];
  const full = ages[allowance.mostADay - 1];
  return Math.ceil(Math.max(0, pause, full === undefined ? 0 : daySeconds - full));
}

const daySeconds = 86_400;
