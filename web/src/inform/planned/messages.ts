import type { MaintenanceAct } from '@muster/contract/inform/news';

/** What telling people of planned work says. */
export const words = {
  title: 'Tell people of the planned work',
  about: 'You approve these texts. Each is sent at its time, with the times of the work filled in.',
  audiences: 'Who is told',
  nobody: 'Nobody is chosen: nothing will be said.',
  name: 'What they know it as',
  remind: 'Reminders, in hours before it begins',
  remindHint: 'Such as 24, 1. Empty for none.',
  badHours: 'Up to four whole hours, from 1 to 336, with commas between.',
  acts: {
    announced: 'Announcement, sent with the first approval',
    reminded: 'Reminder',
    started: 'When it begins',
    changed: 'When its times change',
    ended: 'When it is over',
    cancelled: 'When it is cancelled',
  } satisfies Record<MaintenanceAct, string>,
  times: '{start} and {end} are filled in.',
  others: 'The other texts',
  preview: 'As it will read',
  approve: 'Approve',
  approved: 'Approved.',
  before: (person: string) => `Approved by ${person}`,
  said: 'What was said',
  reach: ({ recipients, subscribers }: { recipients: number; subscribers: number }) =>
    recipients + subscribers === 0
      ? 'on record, sent to nobody'
      : `sent to ${recipients} on lists or following and ${subscribers} who subscribed`,
};
