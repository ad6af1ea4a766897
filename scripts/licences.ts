// `npm run licences`: every package that is shipped, by licence. Fails on a licence that is not allowed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledWithPostgres } from './supply/bundled.ts';
import { licenceList, licenceProblems } from './supply/licences.ts';
import { lockedPackages } from './supply/packages.ts';

const packages = lockedPackages(readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8'));
console.log(licenceList(packages));
console.log('Inside the PostgreSQL packages:');
for (const { name, version, licence } of bundledWithPostgres) console.log(`  ${name} ${version}: ${licence}`);

const problems = licenceProblems(packages);
for (const { name, version, licence } of problems)
  console.error(`NOT ALLOWED: ${name} ${version} is under ${licence} (see scripts/supply/licences.ts)`);
process.exitCode = problems.length > 0 ? 1 : 0;
