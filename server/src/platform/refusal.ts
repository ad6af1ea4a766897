import type { problemCodes } from '@muster/contract/platform/wire';

/** The codes that a refusal may carry; `internal` and `unavailable` are not refusals but faults. */
export type RefusalCode = Exclude<(typeof problemCodes)[number], 'internal' | 'unavailable'>;

/** What is wrong with one field: a JSON pointer into the body, and a sentence for the person who sent it. */
export interface FieldError {
  pointer: string;
  message: string;
}

/**
 * An expected no. `decide` and actions throw it; it changes nothing, is shown to whoever asked, and is never
 * logged as a fault.
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly errors: FieldError[];
  /** Further members of the problem document, for answers that promise some (RFC 9457, 3.2). */
  readonly members: Record<string, unknown>;
  constructor(
    code: RefusalCode,
    message: string,
    errors: FieldError[] = [],
    members: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.errors = errors;
    this.members = members;
  }
}

/** The one refusal that several stages need in the same words. */
export function notFound(noun: string): Refusal {
  return new Refusal('not_found', `There is no such ${noun}.`);
}

/** One field is not right, and the whole is refused for it: `pointer` leads to it in what was sent. */
export function wrong(pointer: string, message: string): Refusal {
  return new Refusal('invalid', message, [{ pointer, message }]);
}

/** Each message goes on from the name of its field, as a form shows it: "is over already". */
export function wrongParts(errors: Refusal['errors']): Refusal {
  return new Refusal('invalid', 'Some of what was sent is not right.', errors);
}

export function wrongPart(pointer: string, message: string): Refusal {
  return wrongParts([{ pointer, message }]);
}
