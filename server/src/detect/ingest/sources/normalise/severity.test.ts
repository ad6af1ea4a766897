import { expect, it } from 'vitest';
import { severityOf } from './severity.ts';

it.each([
  [
    'critical',
    'critical crit fatal emergency emerg alert page disaster blocker urgent highest down p0 p1 sev0 sev1',
  ],
  ['error', 'error err high major severe p2 sev2 HIGH Major'],
  ['warning', 'warning warn medium moderate minor average p3 sev3 P3'],
  [
    'info',
    'info information informational notice low lowest none debug ok trivial not_classified p4 p5 sev4 sev5',
  ],
])('%s', (severity, words) => {
  for (const word of words.split(' ')) expect([word, severityOf(word)]).toEqual([word, severity]);
});

it('trims, ignores case, and knows what it does not know', () => {
  expect(severityOf('  CRITICAL\n')).toBe('critical');
  expect(severityOf('Not classified')).toBe('info');
  for (const word of [null, '', '2', 'constructor', '__proto__', 'purple'])
    expect(severityOf(word)).toBeNull();
});
