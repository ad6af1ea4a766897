// Part of `npm run check`: asks the registry for known vulnerabilities of the packages in the lock file. A grave one
// without a dated exception fails. A registry that does not answer is told as that, and fails nothing: a machine
// without the service must be able to build, and nobody may believe that nothing was found.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditProblems, parseExceptions, readAnswer } from './supply/audit.ts';

const patienceMs = 6_000;
const root = join(import.meta.dirname, '..');
const kept = join(root, '.cache/audit.json');

const today = Temporal.Now.plainDateISO('UTC').toString();
const output = keptAnswer() ?? ask();
const answer = readAnswer(output);
const exceptions = parseExceptions(readFileSync(join(root, 'audit-exceptions.json'), 'utf8'));
const problems = auditProblems(answer, exceptions, today);
if (answer.kind === 'answered') keep();
else console.log(`note: known vulnerabilities were NOT checked, the registry did not say (${answer.why})`);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

function ask(): string {
  const args = ['audit', '--json', '--package-lock-only', '--fetch-retries=0'];
  const { stdout } = spawnSync('npm', args, {
    cwd: root,
    encoding: 'utf8',
    timeout: patienceMs,
    killSignal: 'SIGKILL',
    maxBuffer: 1 << 26,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return stdout ?? '';
}

/** An answer of today for the same lock file is good enough. */
function keptAnswer(): string | undefined {
  if (!existsSync(kept)) return undefined;
  const [about, ...rest] = readFileSync(kept, 'utf8').split('\n');
  return about === subject() ? rest.join('\n') : undefined;
}

function keep(): void {
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(kept, `${subject()}\n${output}`);
}

function subject(): string {
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  return `${lock.digest('hex')} ${today}`;
}
