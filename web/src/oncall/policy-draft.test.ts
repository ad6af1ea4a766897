import type { Policy, Step } from '@muster/contract/oncall/definition';
import { describe, expect, test } from 'vitest';
import {
  newPolicyDraft,
  policyDraftOf,
  policyIn,
  policyOf,
  stepFaults,
  targetOf,
  targetParts,
  undrawnOf,
  withCondition,
  withHours,
  withStep,
} from './policy-draft.ts';
import { policyDifferences, stepSentences } from './policy-sentence.ts';

const hours = { timeZone: 'Europe/Berlin', windows: [{ from: '22:00', to: '06:00' }] };
const last: Step = { escalateAfter: 30, targets: [{ team: 'payments' }], when: { outside: hours } };

/** Everything that the format can say, at least once. */
const rich: Policy = {
  repeat: 2,
  steps: [
    {
      escalateAfter: 5,
      targets: [{ schedule: 'primary' }, { user: 'ana' }],
      assign: 'round-robin',
      urgency: 'high',
      when: { within: hours },
    },
    last,
  ],
};

describe('a draft of a policy', () => {
  test('gives back what it was made of', () => {
    expect(policyOf(policyDraftOf('p', 'payments', rich))).toEqual(rich);
  });

  test('carries along what no field shows, and tells it', () => {
    const stored = {
      repeat: 0,
      later: true,
      steps: [{ escalateAfter: 1, targets: [], when: { moon: 'full' } }],
    };
    const draft = policyDraftOf('p', null, policyIn(stored));
    expect(policyOf(draft)).toEqual(stored);
    expect(draft.kept).toEqual({ later: true });
    expect(draft.steps.map(({ step }) => undrawnOf(step))).toEqual([{ when: { moon: 'full' } }]);
    expect(rich.steps.map(undrawnOf)).toEqual([{}, {}]);
  });

  test('grows at its end under a key of its own', () => {
    expect(withStep(newPolicyDraft()).steps.map((one) => one.key)).toEqual([1, 2]);
  });

  test('keeps its hours when the condition turns round, and loses it with its last window', () => {
    const turned = withCondition(last, 'within', 'UTC');
    expect(turned.when).toEqual({ within: hours });
    expect(withCondition(turned, 'always', 'UTC')).toEqual({ escalateAfter: 30, targets: last.targets });
    expect(withHours(last, 'outside', { ...hours, windows: [] }).when).toBeUndefined();
    const fresh = withCondition({ escalateAfter: 1, targets: [] }, 'outside', 'Asia/Tokyo');
    expect(fresh.when).toMatchObject({ outside: { timeZone: 'Asia/Tokyo', windows: [{ from: '09:00' }] } });
  });

  test.each(['schedule', 'user', 'team'] as const)('knows a %s as a target', (kind) => {
    expect(targetParts(targetOf(kind, 'x'))).toEqual({ kind, name: 'x' });
  });

  test('shows the server’s words beside the step that they are about', () => {
    const faults = stepFaults([
      { pointer: '/steps/1/targets/0', message: 'unknown' },
      { pointer: '/team', message: 'no team' },
    ]);
    expect([...faults]).toEqual([
      [1, ['unknown']],
      [-1, ['no team']],
    ]);
  });
});

test('a step is told in sentences', () => {
  expect(rich.steps.map((step) => stepSentences(step).join(' '))).toEqual([
    'It asks one of these, the next at each page: whoever is on call on primary, ana. Then it waits 5 min for an answer. Only every day 22:00–06:00 of the next day (Europe/Berlin). By the rules for high urgency.',
    'It asks everybody of the team payments. Then it waits 30 min for an answer. Only at other times than every day 22:00–06:00 of the next day (Europe/Berlin).',
  ]);
  expect(stepSentences({ escalateAfter: 1, targets: [] })[0]).toBe('It asks nobody.');
  expect(stepSentences({ escalateAfter: 1, targets: [{ user: 'a' }, { user: 'b' }] })[0]).toBe(
    'It asks a and b together.',
  );
});

test('what differs is told by step, and nothing when nothing does', () => {
  expect(policyDifferences(rich, structuredClone(rich))).toEqual([]);
  const other = { repeat: 0, steps: [...rich.steps.slice(0, 1), { ...last, escalateAfter: 5 }, last] };
  expect(policyDifferences(rich, other).map((one) => [one.what, one.before === null])).toEqual([
    ['Step 2', false],
    ['Step 3', true],
    ['Repeats', false],
  ]);
});
