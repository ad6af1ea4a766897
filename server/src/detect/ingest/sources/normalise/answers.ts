/** Answers in the forms that several senders share (ingest.md 1.2). Bodies stay under 1 KiB. */

import type { Answer, RefusalKind, RefusedResult, Rejection } from '../../model.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const TOLD_ERRORS = 8;
const RETRY_AFTER_SECONDS = '10';

/** The default form: Alertmanager and everything generic. Over rate is 503, never 429: 429 costs them a flush. */
const REFUSALS: Readonly<Record<RefusalKind, readonly [status: number, message: string]>> = {
  'unknown-key-path': [404, 'There is no such door'],
  'unknown-key-header': [401, 'The key is missing or not known'],
  'not-found': [404, 'Not found'],
  ambiguous: [409, 'More than one thing has this name'],
  method: [405, 'This method is not allowed here'],
  'not-json': [400, 'Body is not valid JSON'],
  'too-large': [413, 'Body is too large'],
  'over-rate': [503, 'Too many requests, please try again'],
  unavailable: [503, 'Not available just now, please try again'],
};

export function jsonAnswer(
  status: number,
  value: unknown,
  headers?: Readonly<Record<string, string>>,
): Answer {
  return { status, headers: { 'content-type': JSON_TYPE, ...headers }, body: JSON.stringify(value) };
}

export function textAnswer(status: number, body: string, headers?: Readonly<Record<string, string>>): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body };
}

/** Status and message of a refusal in the default form; other forms change what they must. */
export function refusalFacts(kind: RefusalKind): { readonly status: number; readonly message: string } {
  const [status, message] = REFUSALS[kind];
  return { status, message };
}

/** `Retry-After` belongs to every answer that asks the sender to come again. */
export function retryHeaders(status: number): Readonly<Record<string, string>> {
  return status === 503 || status === 429 ? { 'retry-after': RETRY_AFTER_SECONDS } : {};
}

/** `{"error":{"code","message"}}`. */
export function plainRefusal(kind: RefusalKind): Answer {
  const { status, message } = refusalFacts(kind);
  return jsonAnswer(status, { error: { code: kind, message } }, retryHeaders(status));
}

/** A refusal of the request's content in the default form. The message must not hold input. */
export function refuse(
  status: number,
  message: string,
  fields?: Readonly<Record<string, string>>,
): RefusedResult {
  const error = { code: 'invalid', message, ...(fields === undefined ? {} : { fields }) };
  return { kind: 'refused', reason: message, answer: jsonAnswer(status, { error }) };
}

/** What a batch's sender is told; of many errors the first few, so that the answer stays small. */
export function batchSummary(
  accepted: number,
  rejected: readonly Rejection[],
): Readonly<Record<string, unknown>> {
  if (rejected.length === 0) return { accepted, rejected: 0 };
  return { accepted, rejected: rejected.length, errors: rejected.slice(0, TOLD_ERRORS) };
}
