import type { Task } from '@muster/contract/respond/state';
import { expect, test } from 'vitest';
import { taskGroups } from './order.ts';

const one = (id: string, given: Partial<Task>): Task => ({
  id,
  text: id,
  person: null,
  accepted: false,
  dueAt: null,
  state: 'open',
  stream: null,
  result: null,
  addedAt: '2026-03-02T10:00:00.000Z',
  by: { kind: 'person', name: 'ada' },
  endedAt: null,
  ...given,
});
const ids = (tasks: Task[]) => tasks.map((task) => task.id);

test('mine come first, the one that ends first at the top; what is over, the latest first', () => {
  const groups = taskGroups(
    [
      one('whenever', { person: 'ada' }),
      one('late', { person: 'ada', dueAt: '2026-03-02T11:00:00.000Z' }),
      one('early', { person: 'ada', dueAt: '2026-03-02T10:30:00.000Z' }),
      one('free', {}),
      one('theirs', { person: 'bob' }),
      one('first', { state: 'done', endedAt: '2026-03-02T10:10:00.000Z' }),
      one('second', { state: 'dropped', person: 'ada', endedAt: '2026-03-02T10:20:00.000Z' }),
    ],
    'ada',
  );
  expect(ids(groups.mine)).toEqual(['early', 'late', 'whenever']);
  expect(ids(groups.free)).toEqual(['free']);
  expect(ids(groups.others)).toEqual(['theirs']);
  expect(ids(groups.over)).toEqual(['second', 'first']);
});
