/** What the panel about shadows says. */
export const words = {
  title: 'Shadows',
  about:
    'A trainee gets copies of the pages, marked as such. Nobody counts as told by a copy, and no copy acknowledges.',
  none: 'Nobody looks on.',
  add: 'Add a shadow',
  trainee: 'Who looks on',
  of: 'Whose pages',
  onCall: 'Whoever is on call',
  from: 'From',
  until: 'Until',
  zone: (zone: string) => `Clock times in ${zone}`,
  badTimes: 'Give both times; the end comes after the start.',
  ofOnCall: (trainee: string) => `${trainee} looks on with whoever is on call`,
  ofPerson: (trainee: string, person: string) => `${trainee} looks on with ${person}`,
  madeBy: (who: string) => `made by ${who}`,
  added: 'The shadow is set.',
  remove: 'End',
  removed: 'No more copies.',
  copy: 'as a shadow',
};
