import { expect, test } from 'vitest';
import { beat, type Heartbeat, missed } from './model.ts';

const now = Temporal.Instant.from('2026-03-01T03:00:00Z');
const fresh: Heartbeat = {
  id: 'h1',
  integrationId: 'i1',
  slug: 'backup',
  periodMinutes: 60,
  graceMinutes: 5,
  state: 'new',
  lastAt: null,
  rid: null,
  log: '',
  dueAt: null,
};

test('a success makes the next one due after period and grace, and ends the alert', () => {
  const { heartbeat, event } = beat(fresh, { id: 'h1', event: 'success', log: '' }, 'backup', now);
  expect(heartbeat.state).toBe('up');
  expect(heartbeat.dueAt?.equals(now.add({ minutes: 65 }))).toBe(true);
  expect(event).toMatchObject({ status: 'resolved', dedupKey: 'heartbeat:h1' });
});

test('a failing exit status fires at once and says which', () => {
  const { heartbeat, event } = beat(
    fresh,
    { id: 'h1', event: 'fail', exitStatus: 3, log: 'disk full' },
    'backup',
    now,
  );
  expect(heartbeat.state).toBe('failed');
  expect(event).toMatchObject({
    status: 'firing',
    title: 'backup failed with exit status 3',
    description: 'disk full',
  });
});

test.each(['start', 'log'] as const)('%s says nothing to the alert', (kind) => {
  expect(
    beat({ ...fresh, state: 'late' }, { id: 'h1', event: kind, log: '' }, 'backup', now).event,
  ).toBeNull();
});

test('silence fires once: what is late is not due again', () => {
  const { heartbeat, event } = missed({ ...fresh, state: 'up', dueAt: now }, 'backup');
  expect(heartbeat).toMatchObject({ state: 'late', dueAt: null });
  expect(event).toMatchObject({ status: 'firing', title: 'backup has not called' });
});

test('a run that was announced and did not end is told as that', () => {
  expect(missed({ ...fresh, state: 'started', dueAt: now }, 'backup').event?.title).toBe(
    'backup was started and did not end',
  );
});
