/**
 * Single sign-on may be required of everybody. Break-glass accounts are the way in for the day on which the provider is
 * down or wrong: a few administrators whose password works all the same. Requiring it without one would lock everybody
 * out, so that is refused.
 */
import { type FieldError, Refusal } from '../../platform/refusal.ts';

export interface Standing {
  providers: number;
  /** Names that are people. */
  known: ReadonlySet<string>;
  /** Names of administrators who have a password and have not left. */
  able: readonly string[];
}

/** Throws a Refusal `invalid` when this rule would lock everybody out, or names nobody. */
export function acceptRule(
  rule: { isRequired: boolean; breakGlass: readonly string[] },
  standing: Standing,
): void {
  const errors: FieldError[] = rule.breakGlass.flatMap((name, index) =>
    standing.known.has(name)
      ? []
      : [{ pointer: `/breakGlass/${index}`, message: `there is no person "${name}"` }],
  );
  if (rule.isRequired && standing.providers === 0)
    errors.push({ pointer: '/isRequired', message: 'add a provider first' });
  if (rule.isRequired && standing.able.length === 0)
    errors.push({
      pointer: '/breakGlass',
      message:
        'mark at least one administrator who has a password: otherwise nobody gets in when the provider is down',
    });
  if (errors.length > 0) throw new Refusal('invalid', 'This rule cannot hold.', errors);
}

/** What is said to somebody whose password is right and not wanted. */
export function refuseLocal(): Refusal {
  return new Refusal('forbidden', 'A password does not open this Muster: sign in with single sign-on.');
}
