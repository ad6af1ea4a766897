import { Refusal } from '../../platform/refusal.ts';
import { whyWeak } from '../../platform/weak-password.ts';

/** Asked wherever a password is set. `about`: the e-mail and the names of the person. Throws a Refusal `invalid`. */
export function refuseWeak(password: string, about: readonly string[]): void {
  const why = whyWeak(password, about);
  if (why === null) return;
  throw new Refusal('invalid', `This password ${why}; take another.`, [
    { pointer: '/password', message: `This password ${why}; take another.` },
  ]);
}
