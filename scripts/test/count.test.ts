import { expect, it } from 'vitest';
import { closingLine, countReport, countTests, sum } from './count.ts';

const file = (status: string, ...tests: string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});

it('counts each test by its status, and everything that did not run as skipped', () => {
  const testResults = [
    file('failed', 'passed', 'failed', 'pending'),
    file('passed', 'todo', 'skipped', 'passed'),
  ];
  expect(countTests({ testResults })).toEqual({ passed: 2, failed: 1, skipped: 3 });
});

it('counts a file that could not be loaded as one failure', () => {
  expect(countTests({ testResults: [file('failed')] })).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

it('counts a missing report as a failure', () => {
  expect(countReport('pure', 'no-such-report.json', 0)).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
});

it('sums up in one closing line', () => {
  const one = { passed: 2, failed: 1, skipped: 0 };
  expect(closingLine(sum([one, one, { passed: 0, failed: 0, skipped: 3 }]))).toBe(
    '4 passed, 2 failed, 3 skipped',
  );
});
