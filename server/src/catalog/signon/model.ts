/**
 * A sign-in at a provider, as it goes: begun here, bound to the browser by a cookie, done there, and ended here. It is
 * known by the hash of its state, ends once, and lasts ten minutes.
 */
import type { RefusedReason } from '@muster/contract/catalog/sso';

export type SignedOn =
  | { kind: 'opened'; secret: string; returnTo: string }
  | { kind: 'tried'; trial: string }
  | { kind: 'refused'; reason: RefusedReason };

export interface CameBack {
  provider: string;
  query: URLSearchParams;
  /** What the browser carries: of a sign-in that it began, and of the session that it is in. */
  browser: string | null;
  session: string | null;
}

/** What a trial shows, and no more: it signs nobody in and changes nothing. */
export interface TrialOutcome {
  provider: string;
  isOk: boolean;
  verdict: string;
  claims: { name: string; value: string }[];
}

/** Where the browser goes when all is over: a path of our own. */
export function landing(outcome: SignedOn): string {
  if (outcome.kind === 'opened') return outcome.returnTo;
  if (outcome.kind === 'tried') return `/setup/sign-in?trial=${outcome.trial}`;
  return `/?refused=${outcome.reason}`;
}

/**
 * When the person last proved at the provider who they are. A provider may let somebody through whom it knows from
 * hours ago, so without its word for it (`auth_time`) only a sign-in counts for which it was told to ask.
 */
export function confirmedAt(
  claims: Readonly<Record<string, unknown>>,
  isAnew: boolean,
  now: Temporal.Instant,
): Temporal.Instant {
  const { auth_time: said } = claims;
  if (typeof said !== 'number' || !Number.isSafeInteger(said) || said < 0 || said > latestSecond)
    return isAnew ? now : never;
  const at = Temporal.Instant.fromEpochMilliseconds(said * 1_000);
  return Temporal.Instant.compare(at, now) < 0 ? at : now;
}

const never = Temporal.Instant.fromEpochMilliseconds(0);
const latestSecond = 253_402_300_799;

/** The claims as text to look at. */
export function shownClaims(claims: Readonly<Record<string, unknown>>): TrialOutcome['claims'] {
  return Object.entries(claims).map(([name, value]) => ({ name, value: shown(value) }));
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > 500 ? `${text.slice(0, 500)} …` : text;
}
