/**
 * A session is a browser in which a person is signed in. Its secret is in the browser's cookie; here is a hash of it.
 * Invariants: a sign-in makes a new one, never renews an old one (so that a planted secret is worth nothing); it ends
 * thirty days after the sign-in, or when nobody used it for seven days, whichever comes first (ASVS 5.0, 7.3).
 */

/** How the person proved who he is. */
export type SignInMethod = 'password' | 'passkey' | 'sso' | 'link' | 'setup';

/** Whether Muster itself was asked, and not a provider of single sign-on. */
export function isLocal(method: SignInMethod): boolean {
  return method !== 'sso' && method !== 'setup';
}

export interface Session {
  id: string;
  hash: string;
  person: string;
  method: SignInMethod;
  address: string | null;
  userAgent: string | null;
  /** The person's own device that this browser is known as; null where it is not. */
  device: string | null;
  createdAt: Temporal.Instant;
  lastUsedAt: Temporal.Instant;
  confirmedAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
}

const longestHours = 30 * 24;
const longestIdleHours = 7 * 24;

export function endOfSession(openedAt: Temporal.Instant): Temporal.Instant {
  return openedAt.add({ hours: longestHours });
}

/** A session that was last used at this instant, or before it, has ended. */
export function idleSince(now: Temporal.Instant): Temporal.Instant {
  return now.subtract({ hours: longestIdleHours });
}

/** The last use is kept to the minute, so that a busy browser does not write with each request. */
export function isUseToNote(lastUsedAt: Temporal.Instant, now: Temporal.Instant): boolean {
  return lastUsedAt.until(now).total('seconds') > 60;
}
