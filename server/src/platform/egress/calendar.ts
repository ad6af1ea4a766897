import type { Platform } from '../platform.ts';

const maxBytes = 5_000_000;
/** Below what a stop waits for. */
const timeoutMs = 8_000;

export type Fetched =
  | { kind: 'text'; text: string; etag: string | null }
  /** As it was when it was read the last time. */
  | { kind: 'same' }
  | { kind: 'failed'; problem: string };

/** Asks a stranger's server for a calendar, by an address that is sealed; outside of any transaction. */
export async function fetchCalendar(
  { egress, secrets }: Pick<Platform, 'egress' | 'secrets'>,
  { sealed, etag }: { sealed: string; etag: string | null },
  now: Temporal.Instant,
): Promise<Fetched> {
  const failed = (problem: string): Fetched => ({ kind: 'failed', problem });
  const answer = await egress.request(secrets.open(sealed), {
    method: 'GET',
    headers: { accept: 'text/calendar', ...(etag ? { 'if-none-match': etag } : {}) },
    timeoutMs,
    maxBytes,
  });
  if (answer.kind !== 'answered') return failed(answer.reason);
  if (answer.status === 304 && etag) return { kind: 'same' };
  if (answer.status !== 200)
    return failed(`The server of the calendar answers with status ${answer.status}.`);
  if (!answer.isComplete) return failed('The calendar is larger than 5 MB, or its answer broke off.');
  return { kind: 'text', text: answer.body.toString('utf8'), etag: etagFor(answer.headers.etag, now) };
}

/** Series go on as time does, so once a week all is read anew, also where nothing has changed. */
function etagFor(given: string | string[] | undefined, now: Temporal.Instant): string | null {
  const isWeekly = now.toZonedDateTimeISO('UTC').dayOfWeek === 1;
  return typeof given === 'string' && given.length <= 200 && !isWeekly ? given : null;
}
