import type { Problem } from '@muster/contract/platform/wire';
import { isUnavailable } from '../db.ts';
import type { Log } from '../log.ts';
import { Refusal, type RefusalCode } from '../refusal.ts';

/** The one table from refusals to statuses. */
const statuses: Record<RefusalCode, [status: number, title: string]> = {
  not_found: [404, 'Not found'],
  forbidden: [403, 'Not allowed'],
  conflict: [409, 'Conflict'],
  invalid: [422, 'Invalid'],
  limit: [429, 'Too much'],
  precondition: [412, 'Out of date'],
  unauthenticated: [401, 'Not signed in'],
};

/** The problem document for anything that was thrown. A fault is logged; its answer carries the id only. */
export function problemOf(error: unknown, requestId: string, log: Log): Problem {
  if (error instanceof Refusal) {
    const [status, title] = statuses[error.code];
    return {
      ...error.members,
      ...document(status, error.code, title, error.message, requestId, error.errors),
    };
  }
  // Only our own refusals say 403; that of the file server means a path that leads out of its folder.
  const status = statusOf(error) === 403 ? 404 : statusOf(error);
  if (status !== null && status < 500) {
    return document(
      status,
      status === 404 ? 'not_found' : status === 413 ? 'limit' : 'invalid',
      'Not understood',
      textOf(error),
      requestId,
    );
  }
  if (isUnavailable(error)) {
    log.warn({ error, requestId }, 'the database is away');
    return document(
      503,
      'unavailable',
      'Not available',
      'The database cannot be reached; try again soon.',
      requestId,
    );
  }
  log.error({ error, requestId }, 'a request failed');
  return document(500, 'internal', 'Muster failed', 'The log tells more under this request id.', requestId);
}

function document(
  status: number,
  code: Problem['code'],
  title: string,
  ...[detail, requestId, errors = []]: [string, string, Problem['errors']?]
): Problem {
  return { type: `/docs/problems#${code}`, title, status, detail, code, errors, requestId };
}

/** Fastify's own errors (body too large, not JSON ...) carry a status and a text that is safe to show. */
function statusOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('statusCode' in error)) return null;
  return typeof error.statusCode === 'number' ? error.statusCode : null;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
