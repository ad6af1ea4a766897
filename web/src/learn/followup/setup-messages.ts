import type { FollowUpPriority } from '@muster/contract/learn/followups';

/** What the settings of follow-ups say. */
export const words = {
  title: 'Follow-ups',
  about: 'By when each priority asks to be done, when people are reminded, and who approves.',
  setupText: 'By when they ask to be done, reminders, and who approves what has high priority',
  objectives: 'Done within so many weeks',
  objectivesHint:
    'Counted from the day of the promise. Empty asks for nothing; nothing is refused for being late.',
  weeks: {
    high: 'High priority, in weeks',
    normal: 'Normal priority, in weeks',
    low: 'Low priority, in weeks',
  } satisfies Record<FollowUpPriority, string>,
  reminders: 'Reminders',
  remindDaysBefore: 'Days before its date',
  remindHint: 'Its owner also hears of it on the day, and the day after.',
  teamDaysAfter: 'Days after its date',
  teamHint: 'Then the first person of its team hears of it as well.',
  checkAfterDays: 'Did it help? Asked after days',
  checkHint: 'Between 30 and 90 days after it was done.',
  approvals: 'Approval',
  approvers: 'Who approves high priority',
  approversHint: 'One of them promises it, and until then it stays an idea. Nobody ticked: nobody has to.',
  save: 'Save',
  saved: 'Saved.',
};
