import { expect, test } from 'vitest';
import { byReason } from './care-groups.ts';

test('what has the same reason is one group, in order of first appearance', () => {
  expect(
    byReason([
      { name: 'ana', reason: 'Mail is not set up.' },
      { name: 'ben', reason: 'No contact method.' },
      { name: 'lucia', reason: 'Mail is not set up.' },
    ]),
  ).toEqual([
    { reason: 'Mail is not set up.', names: ['ana', 'lucia'] },
    { reason: 'No contact method.', names: ['ben'] },
  ]);
  expect(byReason([])).toEqual([]);
});
