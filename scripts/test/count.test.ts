import { expect, it } from 'vitest';
import { closingLine, countRun, countTests, sum } from './count.ts';
import { projectOfTest } from './projects.ts';

const file = (status: string, ...tests: string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});

it('counts each test by its status, and everything that did not run as skipped', () => {
  const files = [file('failed', 'passed', 'failed', 'pending'), file('passed', 'todo', 'skipped', 'passed')];
  expect(countTests(files)).toEqual({ passed: 2, failed: 1, skipped: 3 });
});

it('counts a file that could not be loaded as one failure', () => {
  expect(countTests([file('failed')])).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

it('counts a missing report as a failure, and says so', () => {
  const run = { root: '/', projects: ['pure'], reportPath: 'no-such-report.json', status: 0 };
  expect(countRun(run)).toEqual({
    counts: { passed: 0, failed: 1, skipped: 0 },
    problems: ['pure: vitest wrote no report'],
  });
});

it('sums up in one closing line', () => {
  const one = { passed: 2, failed: 1, skipped: 0 };
  expect(closingLine(sum([one, one, { passed: 0, failed: 0, skipped: 3 }]))).toBe(
    '4 passed, 2 failed, 3 skipped',
  );
});

it.each([
  ['server/src/oncall/page/decide.test.ts', 'pure'],
  ['web/src/ui/button.test.tsx', 'pure'],
  ['server/src/oncall/page/actions.test.ts', 'slice'],
  ['server/src/platform/outbox.db.test.ts', 'slice'],
  ['server/src/connect/email/sender.test.ts', 'slice'],
  ['server/test/scenarios/no-answer-escalates.test.ts', 'scenario'],
  ['e2e/first-page.test.ts', 'journey'],
  ['server/test/rules/cases/no-cycles/broken/a.test.ts', undefined],
])('knows the kind of %s by its place', (path, kind) => {
  expect(projectOfTest(path)).toBe(kind);
});
