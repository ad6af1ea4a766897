import type { GroupMapping } from '@muster/contract/catalog/sso';
import { expect, test } from 'vitest';
import { grantFor } from './model.ts';

const mappings: GroupMapping[] = [
  { group: 'all', access: 'support', team: null },
  { group: 'sre', access: 'responder', team: 'payments' },
  { group: 'audit', access: 'auditor', team: null },
  { group: 'boss', access: 'admin', team: 'board' },
  { group: 'dba', access: null, team: 'payments' },
];

test.each([
  [[], 'stakeholder', [false, false]],
  [['unmapped', 'SRE'], 'stakeholder', [false, false]],
  [['all'], 'support', [false, false]],
  [['all', 'sre'], 'responder', [true, false]],
  [['audit', 'all'], 'auditor', [false, false]],
  [['boss', 'sre', 'all'], 'admin', [true, true]],
  [['dba'], 'stakeholder', [true, false]],
] as const)('%j give %s', (groups, access, [payments, board]) => {
  const grant = grantFor(mappings, groups, 'stakeholder');
  expect(grant.access).toBe(access);
  expect(Object.fromEntries(grant.teams)).toEqual({ board, payments });
});

test('where no mapping names an access level, groups do not decide it', () => {
  expect(grantFor([{ group: 'dba', access: null, team: 'payments' }], ['dba'], 'support').access).toBeNull();
  expect(grantFor([], ['boss'], 'support')).toEqual({ access: null, teams: new Map() });
});
