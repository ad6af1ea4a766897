import type { RefusedReason } from '@muster/contract/catalog/sso';
import type { ProviderSettings, Stranger } from './model.ts';

/** Somebody who is here, as far as a sign-in must know. */
export interface Known {
  name: string;
  hasLeft: boolean;
  /** Whether there is a password, a second factor, or another provider by which this person signs in. */
  hasOwnMeans: boolean;
  /** Whether this person is somebody at this very issuer already. */
  isBoundHere: boolean;
}

export type Verdict =
  | { kind: 'signIn'; person: string }
  | { kind: 'link'; person: string }
  | { kind: 'create'; email: string }
  | { kind: 'refused'; reason: RefusedReason };

/**
 * Who comes in. `bound` is the person of this issuer and subject, `owner` the one who has the e-mail address here. An
 * address counts only when it is verified, and never takes an account over from somebody who has a means of their own
 * to sign in, unless an administrator said that this provider may.
 */
export function decideSignIn(
  settings: ProviderSettings,
  stranger: Stranger | null,
  known: { bound: Known | undefined; owner: Known | undefined },
): Verdict {
  if (!stranger) return refused('unreadable');
  if (settings.domains.length > 0 || !known.bound) {
    const reason = addressProblem(settings, stranger);
    if (reason) return refused(reason);
  }
  if (known.bound)
    return known.bound.hasLeft ? refused('left') : { kind: 'signIn', person: known.bound.name };
  return decideNewcomer(settings, stranger, known.owner);
}

function addressProblem(
  { domains }: ProviderSettings,
  { email, isVerified }: Stranger,
): RefusedReason | null {
  if (email === null) return 'no-email';
  if (!isVerified) return 'unverified';
  return domains.length > 0 && !domains.includes(email.slice(email.lastIndexOf('@') + 1)) ? 'domain' : null;
}

function decideNewcomer(settings: ProviderSettings, { email }: Stranger, owner: Known | undefined): Verdict {
  if (!owner) return settings.makesPeople && email !== null ? { kind: 'create', email } : refused('unknown');
  if (owner.hasLeft) return refused('left');
  // The address has gone to somebody else at the provider; the account here has not.
  if (owner.isBoundHere) return refused('other-identity');
  if (owner.hasOwnMeans && settings.linking === 'newcomers') return refused('not-linked');
  return { kind: 'link', person: owner.name };
}

function refused(reason: RefusedReason): Verdict {
  return { kind: 'refused', reason };
}

/** What a trial tells the administrator. */
export function verdictText(verdict: Verdict): string {
  if (verdict.kind === 'signIn') return `This is ${verdict.person}, who would be signed in.`;
  if (verdict.kind === 'link') return `This would be linked to ${verdict.person}, who would be signed in.`;
  if (verdict.kind === 'create') return `An account for ${verdict.email} would be made and signed in.`;
  return refusedTexts[verdict.reason];
}

const refusedTexts: Readonly<Record<RefusedReason, string>> = {
  expired: 'The sign-in took too long, or it was begun in another browser.',
  provider: 'The provider could not be used.',
  refused: 'The provider did not let this person in.',
  unreadable: 'What the provider says of this person cannot be used.',
  'no-email': 'Refused: the provider sends no e-mail address. Ask it for the scope "email".',
  unverified:
    'Refused: the provider does not say that it verified the e-mail address (claim email_verified).',
  domain: 'Refused: the e-mail address is of a domain that is not allowed here.',
  unknown: 'Refused: nobody here has this e-mail address, and this provider makes no accounts.',
  'not-linked':
    'Refused: an account with this e-mail address signs in by other means, and this provider links newcomers only.',
  'other-identity':
    'Refused: the account with this e-mail address belongs to somebody else at this provider.',
  left: 'Refused: the account is deactivated.',
};
