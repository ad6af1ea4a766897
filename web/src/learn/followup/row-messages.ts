import type { FollowUpEffect, FollowUpKind, FollowUpState } from '@muster/contract/learn/followups';

/** What the rows of follow-ups say, on the home screen too; apart, so that it does not load all the others. */
export const words = {
  add: 'Note a follow-up',
  more: (n: number) => (n === 1 ? '1 more' : `${n} more`),
  states: {
    idea: 'Idea',
    open: 'Promised',
    started: 'Under way',
    done: 'Done',
    cancelled: 'Cancelled',
  } satisfies Record<FollowUpState, string>,
  kinds: {
    prevent: 'Prevent',
    detect: 'Detect',
    mitigate: 'Mitigate',
    process: 'Process',
    learn: 'Learn',
    investigate: 'Investigate',
  } satisfies Record<FollowUpKind, string>,
  effects: {
    effective: 'It helped',
    'not-effective': 'It did not help',
    unclear: 'It cannot be told',
  } satisfies Record<FollowUpEffect, string>,
  due: 'due',
  overdue: 'Overdue',
  nobody: 'nobody yet',
  noDate: 'no date',
  moved: (n: number) => (n === 1 ? 'moved once' : `moved ${n} times`),
  recurred: 'Happened again although it was done',
  askCheck: 'Did it help?',
  waits: 'Waits for approval',
  mine: 'My follow-ups',
};
