import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTaskLine } from './task-line.ts';

const reading = { now: Temporal.Instant.from('2026-03-02T10:00:00Z'), zone: 'Europe/Berlin' };
const read = (line: string) => parseTaskLine(line, reading);

test.each([
  ['restart db @bob 20m', { text: 'restart db', person: 'bob', minutes: 20 }],
  ['restart db 20m @bob', { text: 'restart db', person: 'bob', minutes: 20 }],
  ['@Bob restart db', { text: 'restart db', person: 'bob' }],
  ['  look at  the disk @me 1h30m', { text: 'look at the disk', person: 'me', minutes: 90 }],
  ['watch it for 45min', { text: 'watch it', minutes: 45 }],
  ['call the provider until 11:40', { text: 'call the provider', dueAt: '2026-03-02T10:40:00.000Z' }],
  ['look again by 9:05', { text: 'look again', dueAt: '2026-03-03T08:05:00.000Z' }],
  ['wait 20m before you restart', { text: 'wait 20m before you restart' }],
  ['tell @bob about it', { text: 'tell @bob about it' }],
  ['write to ops@example.org', { text: 'write to ops@example.org' }],
  ['both @ada @bob', { text: 'both @ada', person: 'bob' }],
  ['first 10m 20m', { text: 'first 10m', minutes: 20 }],
  ['never 0m', { text: 'never 0m' }],
  ['too long 99999m', { text: 'too long 99999m' }],
  ['no time until 25:00', { text: 'no time until 25:00' }],
  ['@bob', { text: '', person: 'bob' }],
  ['', { text: '' }],
])('%s', (line, expected) => {
  expect(read(line)).toEqual(expected);
});

test('no word is lost or made up, whatever is typed', () => {
  const word = fc.constantFrom(
    'db',
    '@bob',
    '@me',
    '20m',
    '1h',
    'until 10:40',
    'by',
    '@',
    '7',
    'für',
    '9m2h',
    ':',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), (words) => {
      const line = words.join(' ');
      const { text, person, minutes, dueAt } = read(line);
      expect(line).toContain(text);
      const parts = [person, minutes, dueAt].filter((one) => one !== undefined);
      if (parts.length === 0) expect(text).toBe(line);
      else expect(text.length).toBeLessThan(line.length);
      if (person !== undefined) expect(line).toContain(`@${person}`);
      expect(minutes === undefined || dueAt === undefined).toBe(true);
      if (dueAt !== undefined) expect(dueAt > '2026-03-02T10:00:00.000Z').toBe(true);
    }),
    { numRuns: 400, seed: 5 },
  );
});
