import { saveSignInRule as saveEndpoint } from '@muster/contract/catalog/sso';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { differenceOf } from '../person/decide.ts';
import { knownPeople } from '../person/store.ts';
import { acceptRule, refuseLocal } from './decide.ts';
import {
  ableByPassword,
  countProviders,
  findSignInRule,
  lockSignInRule,
  type SignInRule,
  saveSignInRule,
} from './store.ts';

export const changeSignInRule = action(
  { name: 'catalog.changeSignInRule', who: 'admin', input: saveEndpoint.body },
  async (act, given): Promise<SignInRule> => {
    const before = await lockSignInRule(act.tx);
    const after = { isRequired: given.isRequired, breakGlass: [...new Set(given.breakGlass)].sort() };
    acceptRule(after, {
      providers: await countProviders(act.tx),
      known: await knownPeople(act.tx, after.breakGlass),
      able: await ableByPassword(act.tx, after.breakGlass),
    });
    await saveSignInRule(act.tx, after);
    act.record('sign-in rule', differenceOf(before, after));
    act.hint('sso');
    return after;
  },
);

/**
 * Whether this person may come in by a means of Muster's own: a password, a passkey, a link. Asked inside the
 * transaction of the sign-in, when the means has been found right; throws a Refusal `forbidden` when single sign-on is
 * required. A break-glass account that is used while it is leaves a trace of its own;
 * then the answer is true.
 */
export async function localSignInAllowed(act: Act, person: string): Promise<boolean> {
  const rule = await findSignInRule(act.tx);
  if (!rule.isRequired) return false;
  if (!rule.breakGlass.includes(person)) throw refuseLocal();
  act.record(`person:${person}`, { breakGlass: 'used' });
  return true;
}
