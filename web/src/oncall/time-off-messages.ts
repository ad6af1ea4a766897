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
  away: 'Away',
  awayPerson: (person: string) => `Away: ${person}`,
};
