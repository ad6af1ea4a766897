// Counts tests from vitest's JSON reports, so that the closing line tells the truth about all of them.
import { existsSync, readFileSync } from 'node:fs';

export type Counts = { passed: number; failed: number; skipped: number };
export type Counted = Counts & { problem?: string };

/** The part of vitest's JSON report that is counted. */
export type VitestReport = {
  testResults: { name: string; status: string; assertionResults: { status: string }[] }[];
};

/** The counts of a project's report. No report, no tests, or an error outside any test counts as one failure. */
export function countReport(project: string, reportPath: string, status: number): Counted {
  if (!existsSync(reportPath)) return failure(`${project}: vitest wrote no report`);
  const counts = countTests(reportOf(readFileSync(reportPath, 'utf8')));
  if (counts.passed + counts.failed + counts.skipped === 0) return failure(`${project}: no test ran`);
  if (status === 0 || counts.failed > 0) return counts;
  return { ...counts, failed: 1, problem: `${project}: vitest failed outside the tests` };
}

/** Counts each test; a file that could not be loaded is one failure; whatever neither passed nor failed was skipped. */
export function countTests(report: VitestReport): Counts {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { status, assertionResults } of report.testResults) {
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
  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
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

// Guaranteed by vitest, whose version is pinned: its JSON reporter writes this shape.
function reportOf(text: string): VitestReport {
  return JSON.parse(text) as VitestReport;
}

function failure(problem: string): Counted {
  return { passed: 0, failed: 1, skipped: 0, problem };
}
