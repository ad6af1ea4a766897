import { problemOf, reasonOf } from './states.tsx';

/** The text of one field, trimmed; empty when it is not there. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** The server's word on one field of a form, by its JSON pointer. */
export function errorAt(error: unknown, pointer: string): string | undefined {
  return problemOf(error)?.errors.find((one) => one.pointer === pointer)?.message;
}

/** The first fault of a long form, with the place where it stands, for the line beside its button. */
export function firstFault(error: unknown): string {
  const first = problemOf(error)?.errors[0];
  return first ? `${first.pointer.slice(1).replaceAll('/', ', ')}: ${first.message}.` : reasonOf(error);
}

/** What is wrong with the form as a whole: what no field of it can show. */
export function errorBeside(error: unknown, pointers: string[]): string | undefined {
  if (!error) return undefined;
  const problem = problemOf(error);
  if (!problem) return error instanceof Error ? error.message : String(error);
  const others = problem.errors.filter((one) => !pointers.includes(one.pointer)).map((one) => one.message);
  if (problem.errors.length > 0 && others.length === 0) return undefined;
  return [problem.detail || problem.title, ...others].join(' ');
}
