/** Pure: tasks as a reader of the list needs them. */
import type { Task } from '@muster/contract/respond/state';

export interface TaskGroups {
  mine: Task[];
  free: Task[];
  others: Task[];
  /** The latest end first. */
  over: Task[];
}

/** Mine, what nobody has, what others have: each by its end, those without one last. */
export function taskGroups(tasks: readonly Task[], me: string): TaskGroups {
  const open = tasks.filter((one) => one.state === 'open').sort(byEnd);
  return {
    mine: open.filter((one) => one.person === me),
    free: open.filter((one) => one.person === null),
    others: open.filter((one) => one.person !== null && one.person !== me),
    over: tasks
      .filter((one) => one.state !== 'open')
      .sort((a, b) => ((a.endedAt ?? '') > (b.endedAt ?? '') ? -1 : 1)),
  };
}

function byEnd(a: Task, b: Task): number {
  const [left, right] = [a, b].map((one) => `${one.dueAt ?? '~'} ${one.addedAt} ${one.id}`);
  return (left ?? '') < (right ?? '') ? -1 : 1;
}
