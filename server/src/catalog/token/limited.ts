import { scopesOf } from '../../platform/actor.ts';
import type { Caller } from '../../platform/platform.ts';
import { Refusal } from '../../platform/refusal.ts';

/**
 * Whoever can make an administrator, or open the account of one, has everything. A token that is limited to scopes
 * would free itself by that, so it is refused (`forbidden`), whatever its scopes are.
 */
export function refuseLimitedToken({ actor }: Pick<Caller, 'actor'>): void {
  if (scopesOf(actor) === null) return;
  throw new Refusal(
    'forbidden',
    'This makes an administrator or opens an account, which a token that is limited to scopes may not.',
  );
}

type Powerful = { access: string; email: string };

/** The same where it depends: on a person who becomes an administrator, or one whose letters go elsewhere from now on. */
export function refuseLimitedRise(
  caller: Pick<Caller, 'actor'>,
  before: Powerful | undefined,
  after: Powerful,
): void {
  if (after.access !== 'admin') return;
  const stays = before?.access === 'admin' && before.email.toLowerCase() === after.email.toLowerCase();
  if (!stays) refuseLimitedToken(caller);
}
