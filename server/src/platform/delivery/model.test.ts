import { expect, test } from 'vitest';
import { afterAttempt } from './model.ts';

const now = Temporal.Instant.from('2026-03-01T03:00:00Z');
const fresh = { attempts: [], expiresAt: now.add({ minutes: 10 }) };

test('a delivered message is done and keeps the note of the provider', () => {
  const after = afterAttempt(fresh, { kind: 'delivered', note: '250 queued' }, now);
  expect(after).toMatchObject({
    state: 'delivered',
    reason: '',
    attempt: { outcome: 'delivered', note: '250 queued' },
  });
});

test('a rejected message is not tried again', () => {
  expect(afterAttempt(fresh, { kind: 'rejected', reason: 'no such mailbox' }, now).state).toBe('failed');
});

test.each([
  [0, 1],
  [1, 2],
  [6, 60],
  [40, 60],
])('after %i earlier attempts the next comes %i seconds later', (earlier, wait) => {
  const attempts = Array.from({ length: earlier }, () => ({ at: '', outcome: 'retry', note: '' }));
  const after = afterAttempt({ ...fresh, attempts }, { kind: 'retry', reason: 'busy' }, now);
  expect(after.state).toBe('queued');
  expect(after.dueAt.since(now).total('seconds')).toBe(wait);
});

test('a provider that names a time is taken at its word', () => {
  const at = now.add({ minutes: 3 });
  expect(afterAttempt(fresh, { kind: 'retry', reason: 'slow down', at }, now).dueAt.equals(at)).toBe(true);
});

test('a retry that would come after the freshness limit is a failure', () => {
  const after = afterAttempt(
    { attempts: [], expiresAt: now.add({ seconds: 1 }) },
    { kind: 'retry', reason: 'busy' },
    now,
  );
  expect(after.state).toBe('failed');
});
