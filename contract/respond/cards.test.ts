import { expect, it, test } from 'vitest';
import { cardsOf, phaseOf, phases } from './cards.ts';

const statuses = [
  { name: 'declared', category: 'triage' },
  { name: 'investigating', category: 'active' },
  { name: 'mitigating', category: 'active' },
  { name: 'monitoring', category: 'active' },
  { name: 'resolved', category: 'post-incident' },
  { name: 'paused', category: 'paused' },
] as const;

it.each([
  ['declared', 'declared'],
  ['investigating', 'understanding'],
  ['mitigating', 'containing'],
  ['monitoring', 'monitoring'],
  ['resolved', 'closing'],
  ['paused', 'understanding'],
  ['gone', 'closing'],
])('%s is a time of %s', (status, phase) => {
  expect(phaseOf(status, statuses)).toBe(phase);
});

test('with two active statuses the second contains, with one there is only understanding', () => {
  const two = statuses.filter((one) => one.name !== 'monitoring');
  expect(phaseOf('mitigating', two)).toBe('containing');
  expect(phaseOf('investigating', two.slice(0, 2))).toBe('understanding');
});

test('the commander has a card for every stretch, and each role at least one', () => {
  for (const phase of phases) expect(cardsOf('commander', phase)[0]?.lines.length).toBeGreaterThan(3);
  for (const role of [
    'operations',
    'communications',
    'planning',
    'scribe',
    'expert',
    'liaison',
    'observer',
    'own',
  ])
    expect(cardsOf(role, 'containing').length).toBeGreaterThan(0);
  expect(cardsOf('commander', 'closing').map((one) => one.title)).not.toContain(
    'Every half hour, ask yourself',
  );
});
