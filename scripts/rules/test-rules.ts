// What a test may not do: be left out, or wait for the real clock.
import { codeFindings, fileRule, type Rule } from './rule.ts';

const testsAreNotLeftOut = fileRule(
  'tests-are-not-left-out',
  'A test that is skipped, or that keeps the others from running, is a promise nobody checks. Mend it or delete it.',
  function* (file) {
    if (!file.isTest) return;
    const left =
      /\b(?:it|test|describe|suite|bench)(?:\.\w+)*\.(?:skip|only|todo|skipIf|runIf|fails)\b|\b(?:xit|xdescribe|fit|fdescribe)\(|\b(?:ctx|context|task)\.skip\(/g;
    yield* codeFindings(file, left, (found) => `has ${found}`);
  },
);

const testsDoNotWait = fileRule(
  'tests-do-not-wait',
  'A test that sleeps is slow when it passes and wrong when the machine is busy. Move the clock of the world (server/test/harness), or wait for the thing itself.',
  function* (file) {
    const isTestProper = /\.test\.tsx?$/.test(file.path);
    if (!isTestProper) return;
    const waiting =
      /\b(?:setTimeout|setInterval|waitForTimeout|Date\.now|performance\.now|Temporal\.Now|Math\.random)\b|\bsleep\(|\bnew Date\(\s*\)/g;
    yield* codeFindings(file, waiting, (found) => `uses ${found.replace('(', '')}`);
    for (const { specifier, line } of file.imports) {
      if (/^(node:)?timers/.test(specifier)) yield { path: file.path, line, what: `imports ${specifier}` };
    }
  },
);

export const testRules: Rule[] = [testsAreNotLeftOut, testsDoNotWait];
