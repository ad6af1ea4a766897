import { describe, expect, it } from 'vitest';
import { oneLine } from './model.ts';
import { httpOutcome, retryAt } from './outcome.ts';

const now = Temporal.Instant.from('2026-03-02T09:00:00Z');
const answered = (status: number, headers: Record<string, string> = {}) =>
  httpOutcome({ kind: 'answered', status, headers, body: Buffer.of(), isComplete: true }, now);

describe('what an answer means', () => {
  it.each([
    ['delivered', [200, 201, 202, 204, 299]],
    ['retry', [408, 425, 429, 500, 501, 502, 503, 504, 599]],
    ['rejected', [301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 409, 410, 413, 418, 422]],
  ])('%s: %j', (kind, statuses) => {
    for (const status of statuses) expect([status, answered(status).kind]).toEqual([status, kind]);
  });

  it('is another try after trouble on the way, and a no for a target that must not be called', () => {
    const failed = httpOutcome({ kind: 'failed', cause: 'network', reason: 'Broke.' }, now);
    expect(failed).toEqual({ kind: 'retry', reason: 'Broke.' });
    const refused = httpOutcome({ kind: 'refused', reason: 'Private.' }, now);
    expect(refused).toEqual({ kind: 'rejected', reason: 'Private.' });
  });
});

describe('Retry-After', () => {
  it.each([
    ['1', '2026-03-02T09:00:01Z'],
    [' 300 ', '2026-03-02T09:05:00Z'],
    ['86400', '2026-03-02T09:05:00Z'],
    ['Mon, 02 Mar 2026 09:01:30 GMT', '2026-03-02T09:01:30Z'],
    ['Tue, 03 Mar 2026 09:01:30 GMT', '2026-03-02T09:05:00Z'],
    ['0', undefined],
    ['-5', undefined],
    ['soon', undefined],
    ['', undefined],
    ['Mon, 02 Mar 2026 08:59:00 GMT', undefined],
    [undefined, undefined],
  ])('%j means %s', (header, at) => {
    expect(retryAt(header, now)?.toString()).toBe(at);
  });
});

describe('one line', () => {
  it.each([
    ['a\r\nBcc: b', 'a Bcc: b'],
    [' tab\t\u2028 more ', 'tab more'],
    ['x\u202egnp.exe\u2069', 'xgnp.exe'],
    ['\u0000\u001b[31m', '[31m'],
    ['half \ud800 pair', 'half \ufffd pair', 20],
    ['exactly ten', 'exactly t…'],
    ['😀'.repeat(11), `${'😀'.repeat(9)}…`],
    ['👩‍👩‍👧', '👩‍👩‍👧'],
    ['', ''],
  ])('of %j is %j', (text, line, longest = 10) => {
    expect(oneLine(text, longest)).toBe(line);
  });
});
