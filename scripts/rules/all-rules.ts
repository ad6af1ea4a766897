// Every rule of the house, in the order in which they are reported.
import { formRules } from './form-rules.ts';
import { imageRules } from './image-rules.ts';
import { importRules } from './import-rules.ts';
import { purityRules } from './purity-rules.ts';
import { reachRules } from './reach-rules.ts';
import { repositoryRules } from './repository-rules.ts';
import type { Rule } from './rule.ts';
import { securityRules } from './security-rules.ts';
import { sqlRules } from './sql-rules.ts';
import { supplyRules } from './supply-rules.ts';
import { testRules } from './test-rules.ts';

export const allRules: Rule[] = [
  ...importRules,
  ...purityRules,
  ...sqlRules,
  ...reachRules,
  ...formRules,
  ...testRules,
  ...repositoryRules,
  ...supplyRules,
  ...imageRules,
  ...securityRules,
];
