import type { Outcome } from '../../platform/delivery/model.ts';
import type { EgressAnswer } from '../../platform/egress/model.ts';

const retriedStatuses = new Set([408, 425, 429]);
const longestWaitMs = 5 * 60_000;

/**
 * What an HTTP answer means for a delivery: 2xx delivered; 408, 425, 429, 5xx and trouble on the way are worth
 * another try, at the time that Retry-After names if that is within five minutes; everything else is a no.
 */
export function httpOutcome(answer: EgressAnswer, now: Temporal.Instant): Outcome {
  if (answer.kind === 'refused') return { kind: 'rejected', reason: answer.reason };
  if (answer.kind === 'failed') return { kind: 'retry', reason: answer.reason };
  const { status, headers } = answer;
  if (status >= 200 && status < 300) return { kind: 'delivered', note: `The receiver answered ${status}.` };
  const reason = `The receiver answered ${status}.`;
  if (status >= 500 || retriedStatuses.has(status)) {
    const at = retryAt(headers['retry-after'], now);
    return at ? { kind: 'retry', reason, at } : { kind: 'retry', reason };
  }
  if (status >= 300 && status < 400) {
    return { kind: 'rejected', reason: `${reason} Redirects are not followed.` };
  }
  return status === 404 || status === 410
    ? { kind: 'rejected', reason, isGone: true }
    : { kind: 'rejected', reason };
}

/** Seconds or an HTTP date (RFC 9110, section 10.2.3), cut to five minutes; nothing when it is neither or past. */
export function retryAt(
  header: string | string[] | undefined,
  now: Temporal.Instant,
): Temporal.Instant | undefined {
  if (typeof header !== 'string') return undefined;
  const text = header.trim();
  const waitMs = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.epochMilliseconds;
  return waitMs > 0 ? now.add({ milliseconds: Math.min(waitMs, longestWaitMs) }) : undefined;
}
