// `npm test`: the checks, then every kind of test. Its last line sums everything up, and it fails when
// anything failed, was skipped, or when a kind of tests ran none.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildWebIfChanged } from './build-web.ts';
import { parts } from './check/parts.ts';
import { runParts } from './check/run-part.ts';
import { type Counts, closingLine, countRun, sum } from './test/count.ts';
import { testRuns } from './test/projects.ts';
import { runVitest } from './test/run-vitest.ts';

const root = join(import.meta.dirname, '..');
const reports = join(root, 'test-results');

const counts: Counts[] = [await checks(), buildWeb(), await tests()];
const total = sum(counts);
console.log(closingLine(total));
process.exitCode = total.failed + total.skipped > 0 ? 1 : 0;

async function checks(): Promise<Counts> {
  const results = await runParts(parts.toReversed(), 2);
  const passed = results.filter((result) => result.passed).length;
  return { passed, failed: results.length - passed, skipped: 0 };
}

// The journeys use the real web. A web that does not build is a failure of its own.
function buildWeb(): Counts {
  try {
    buildWebIfChanged(root);
    return { passed: 1, failed: 0, skipped: 0 };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

async function tests(): Promise<Counts> {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const all: Counts[] = [];
  for (const projects of testRuns) {
    const reportPath = join(reports, `${projects.join('-')}.json`);
    const status = await runVitest(root, projects, reportPath);
    const { counts, problems } = countRun({ root, projects, reportPath, status });
    for (const problem of problems) console.error(`FAILED ${problem}`);
    all.push(counts);
  }
  return sum(all);
}
