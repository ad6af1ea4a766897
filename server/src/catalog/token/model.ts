/**
 * API tokens: random, stored as a hash, with a prefix that scanners for leaked secrets know. A token never
 * opens more than its maker's access, also when the maker's access is lowered later.
 */
import type { Access } from '@muster/contract/platform/endpoint';

export const tokenPrefix = 'mst_';

const rank: Record<Access, number> = { admin: 3, responder: 2, support: 1, stakeholder: 1, auditor: 1 };

/** Whether somebody with `own` access may hand out `asked`. Sideways only to the very same level. */
export function mayGrant(own: Access, asked: Access): boolean {
  return own === asked || rank[own] > rank[asked];
}

/** What a token opens today. */
export function effectiveAccess(granted: Access, own: Access): Access {
  return mayGrant(own, granted) ? granted : own;
}
