/** What the panel about time off says. */
export const words = {
  title: 'My time off',
  about:
    'Tell when you are away. Others see that, not why; the rota stays as it is, so ask for cover where you are on call.',
  none: 'You have told of no time off.',
  first: 'First day',
  last: 'Last day',
  note: 'Note',
  noteHint: 'Optional. Only you read it.',
  save: 'Save time off',
  saved: 'Saved. No shift of yours falls into it.',
  savedWith: (n: number) =>
    n === 1
      ? 'Saved. A shift of yours falls into it: ask for cover.'
      : `Saved. ${n} shifts of yours fall into it: ask for cover.`,
  badDays: 'Give both days; the last is not before the first.',
  conflict: (schedule: string) => `On call for ${schedule}`,
  ask: 'Ask for cover',
  remove: 'Remove',
  removed: 'Removed.',
  fromCalendar: 'From your calendar',
  calendar: {
    title: 'From a calendar',
    about:
      'An iCal address that holds nothing but your absences is read every six hours. Every event counts; of it, only when.',
    url: 'iCal address',
    urlHint: 'Kept as a secret, and shown to nobody again.',
    save: 'Read this calendar',
    saved: 'Saved. It is read now.',
    forget: 'Read it no longer',
    forgotten: 'What it told is gone.',
    waiting: 'Not read yet.',
    read: 'Read',
    problem: (text: string) => `Could not be read: ${text}`,
  },
  away: 'Away',
  awayPerson: (person: string) => `Away: ${person}`,
};
