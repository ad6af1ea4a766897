import { expect, test } from 'vitest';
import { detailsFor, noDetails } from './line-details.tsx';

test('a decision says when it is looked at again, an attempt which hypothesis it tries', () => {
  const said = { ...noDetails, revisitAt: '2026-03-02T12:00', about: 'h1', options: 'wait\n\nroll back' };
  expect(detailsFor('decision', said)).toEqual({
    revisitAt: new Date('2026-03-02T12:00').toISOString(),
    options: ['wait', 'roll back'],
  });
  expect(detailsFor('attempt', said)).toEqual({ about: 'h1' });
});
