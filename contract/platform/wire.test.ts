import { expect, test } from 'vitest';
import { instant } from './wire.ts';

test.each([
  ['2026-03-08T14:00:00.000Z', true],
  ['2026-03-08T14:00:00+14:00', true],
  ['0001-01-01T00:00:00Z', true],
  ['9999-12-31T23:59:59.999Z', true],
  ['0000-12-31T23:59:59Z', false],
  ['0001-01-01T00:00:00+01:00', false],
  ['9999-12-31T23:59:59-12:00', false],
  ['2025-02-30T00:00:00Z', false],
  ['2025-01-01T24:00:00Z', false],
  ['2016-12-31T23:59:60Z', false],
  ['2026-03-08T14:00:00', false],
  ['', false],
])('%s as an instant of the wire: %s', (text, expected) => {
  expect(instant.safeParse(text).success).toBe(expected);
});
