// Counts tests from vitest's JSON reports, so that the closing line tells the truth about all of them.
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { projectOfTest } from './projects.ts';

export type Counts = { passed: number; failed: number; skipped: number };

/** The part of vitest's JSON report that is counted. */
export type VitestReport = { testResults: TestFile[] };
type TestFile = { name: string; status: string; assertionResults: { status: string }[] };

export type Run = { root: string; projects: string[]; reportPath: string; status: number };
export type Counted = { counts: Counts; problems: string[] };

/** The counts of one run of vitest. Each problem outside the tests themselves is counted as one failure. */
export function countRun({ root, projects, reportPath, status }: Run): Counted {
  const names = projects.join(', ');
  if (!existsSync(reportPath)) return counted(noTests, [`${names}: vitest wrote no report`]);
  const report = reportOf(readFileSync(reportPath, 'utf8'));
  const counts = countTests(report.testResults);
  const problems = projects
    .filter((project) => !hasRun(project, report, root))
    .map((name) => `${name}: no test ran`);
  if (status !== 0 && counts.failed === 0 && problems.length === 0)
    problems.push(`${names}: vitest failed outside the tests`);
  return counted(counts, problems);
}

/** Counts each test; a file that could not be loaded is one failure; whatever neither passed nor failed was skipped. */
export function countTests(files: TestFile[]): Counts {
  const counts = { ...noTests };
  for (const { status, assertionResults } of files) {
    if (assertionResults.length === 0 && status === 'failed') counts.failed++;
    for (const test of assertionResults) {
      if (test.status === 'passed' || test.status === 'failed') counts[test.status]++;
      else counts.skipped++;
    }
  }
  return counts;
}

/** The sum of several counts. */
export function sum(all: Counts[]): Counts {
  const total = { ...noTests };
  for (const { passed, failed, skipped } of all) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

/** The one line with which `npm test` ends. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

const noTests: Counts = { passed: 0, failed: 0, skipped: 0 };

function counted(counts: Counts, problems: string[]): Counted {
  return { counts: { ...counts, failed: counts.failed + problems.length }, problems };
}

function hasRun(project: string, { testResults }: VitestReport, root: string): boolean {
  const files = testResults.filter(({ name }) => projectOfTest(relative(root, name)) === project);
  return files.some(({ status, assertionResults }) => status === 'failed' || assertionResults.length > 0);
}

// Guaranteed by vitest, whose version is pinned: its JSON reporter writes this shape.
function reportOf(text: string): VitestReport {
  return JSON.parse(text) as VitestReport;
}
