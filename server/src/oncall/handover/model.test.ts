import { expect, test } from 'vitest';
import { aheadOf, changeAfter } from './model.ts';

const now = Temporal.Instant.from('2026-03-02T12:00:00Z');
const definition = {
  timeZone: 'UTC',
  layers: [
    {
      rotation: {
        unit: 'day' as const,
        length: 1,
        start: '2026-03-02T09:00',
        members: [['ana'], ['bob'], ['kim']],
      },
    },
  ],
};

test('a shift is handed to the next who is still here, and the slot of whoever has left is a gap', () => {
  const nobody = new Map<string, Temporal.Instant>();
  const left = new Map([['bob', now.subtract({ hours: 1 })]]);
  expect(changeAfter(definition, nobody, now)).toMatchObject({ from: ['ana'], to: ['bob'] });
  expect(changeAfter(definition, left, now)).toMatchObject({ from: ['ana'], to: ['kim'] });
  expect(aheadOf({ definition, made: [], leftAt: nobody }, now).gaps).toEqual([]);
  expect(aheadOf({ definition, made: [], leftAt: left }, now).gaps[0]).toMatchObject({
    start: expect.stringContaining('2026-03-03T09:00'),
  });
});
