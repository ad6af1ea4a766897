import { expect, test } from 'vitest';
import { canaryOpening, whyLost } from './model.ts';

const now = Temporal.Instant.from('2026-03-02T10:00:00Z');
const ago = (seconds: number) => now.subtract({ seconds });

test('one that has not arrived for three minutes is lost, and one second less is not', () => {
  const state = { firstAt: ago(9_000), sentAt: ago(60), tookMs: 12 };
  expect(whyLost({ ...state, arrivedAt: ago(180) }, now)).toBeNull();
  expect(whyLost({ ...state, arrivedAt: ago(181) }, now)).toContain(
    'The last one arrived at 2026-03-02T09:56:59Z',
  );
});

test('where none ever arrived it counts from when the first one set out', () => {
  const state = { sentAt: ago(60), arrivedAt: null, tookMs: null };
  expect(whyLost({ ...state, firstAt: ago(120) }, now)).toBeNull();
  expect(whyLost({ ...state, firstAt: ago(240) }, now)).toContain('None has arrived');
});

test('its page is urgent, and calls nobody who could exist', () => {
  const opening = canaryOpening({ group: 'g', title: 't', acceptedAt: now.toString() });
  expect(opening).toMatchObject({ urgency: 'high', groupId: 'g' });
  expect(opening.policy.steps.flatMap((step) => step.targets)).toEqual([{ user: 'muster:canary' }]);
});
