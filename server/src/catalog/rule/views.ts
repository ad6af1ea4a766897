import type { Query } from '../../platform/db.ts';
import { findSignInRule, type SignInRule } from './store.ts';

export function signInRuleView(db: Query): Promise<SignInRule> {
  return findSignInRule(db);
}
