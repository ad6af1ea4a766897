import { expect, test } from 'vitest';
import { severityTone } from './severity.ts';

test('the worst is loud, and what is less bad is told from it', () => {
  const three = [10, 20, 30];
  expect([30, 20, 10].map((rank) => severityTone(rank, three))).toEqual(['critical', 'warning', 'info']);
  const five = [1, 2, 3, 4, 5];
  expect([5, 4, 3, 2, 1].map((rank) => severityTone(rank, five))).toEqual([
    'critical',
    'error',
    'warning',
    'info',
    'quiet',
  ]);
});

test('as long as nobody knows the severities none of them shouts', () => {
  expect(severityTone(30, [])).toBe('quiet');
});
