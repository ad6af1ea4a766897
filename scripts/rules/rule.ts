// What a rule is: a name, the reason to give to the one who broke it, and a check over the whole project.
import type { Project, SourceFile } from './project.ts';

export type Finding = { path: string; line: number; what: string };
export type Rule = { name: string; why: string; check(project: Project): Finding[] };

/** A rule that looks at one source file at a time. */
export function fileRule(
  name: string,
  why: string,
  check: (file: SourceFile, project: Project) => Finding[] | Generator<Finding>,
): Rule {
  return {
    name,
    why,
    check: (project) => [...project.sources.values()].flatMap((file) => [...check(file, project)]),
  };
}

/** A rule about what may import what: `forbidden` says what is wrong with an import, or nothing. */
export function importRule(
  name: string,
  why: string,
  forbidden: (from: SourceFile, target: string, specifier: string) => string | undefined,
): Rule {
  return fileRule(name, why, function* (file) {
    for (const { target, specifier, line } of file.imports) {
      const what = forbidden(file, target ?? specifier, specifier);
      if (what) yield { path: file.path, line, what };
    }
  });
}

/** One finding per match of `pattern` in the code of a file; `what` is told the matched text. */
export function* codeFindings(
  file: SourceFile,
  pattern: RegExp,
  what: (found: string) => string,
): Generator<Finding> {
  for (const match of file.code.matchAll(pattern)) {
    yield { path: file.path, line: lineOf(file.code, match.index), what: what(match[0].trim()) };
  }
}

/** One finding per match of `pattern` in the strings of a file. */
export function* stringFindings(
  file: SourceFile,
  pattern: RegExp,
  what: (found: string) => string,
): Generator<Finding> {
  for (const { value, line } of file.strings) {
    for (const match of value.matchAll(pattern)) {
      yield { path: file.path, line: line + lineOf(value, match.index) - 1, what: what(match[0].trim()) };
    }
  }
}

/** The line, counted from 1, at a place in a text. */
export function lineOf(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}
