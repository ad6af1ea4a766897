// `node scripts/rules/run.ts`: checks the whole repository against the rules of the house.
import { join } from 'node:path';
import { allRules } from './all-rules.ts';
import { exemptionsOf, judge, report } from './judge.ts';
import { repositoryProject } from './project.ts';

const project = repositoryProject(join(import.meta.dirname, '../..'));
const broken = judge(project, allRules, exemptionsOf(project));
if (broken.length > 0) console.error(report(broken));
console.log(`${allRules.length} rules, ${project.sources.size} source files, ${broken.length} findings`);
process.exitCode = broken.length > 0 ? 1 : 0;
