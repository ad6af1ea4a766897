// Runs tests with vitest: a short report for people, and a JSON report to count from.
import { spawn } from 'node:child_process';

/** Runs the tests of some projects side by side; answers vitest's exit status. */
export function runVitest(root: string, projects: string[], reportPath: string): Promise<number> {
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${reportPath}`];
  const chosen = projects.map((name) => `--project=${name}`);
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...chosen, ...reporters];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
    child.on('error', () => resolve(1));
    child.on('close', (status) => resolve(status ?? 1));
  });
}
