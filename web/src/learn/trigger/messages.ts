/** What the screen says on which an organisation settles when a retrospective is due. */
export const words = {
  title: 'Retrospectives',
  setupText: 'When one is due, whatever the severity; which days are no days of work.',
  about: 'Said beforehand, so that nobody has to decide it in the heat.',
  rules: 'A retrospective is due when',
  rulesAbout:
    'One of these is enough. It begins by itself when the incident is resolved, and says by which rule. Drills and imported incidents meet none.',
  visibleMinutes: 'Users noticed it for longer than (minutes)',
  visibleHint: 'By the impact on record. Empty: this is no reason.',
  resolveMinutes: 'It took longer than (minutes)',
  resolveHint: 'From when it began, or was declared, to its end. Empty: this is no reason.',
  dataLoss: 'Data were lost or harmed',
  intervention: 'Somebody who was called had to step in by hand',
  monitoringMiss: 'People noticed it, and no signal did',
  days: 'Days of work',
  daysAbout:
    'Deadlines leave out Saturdays, Sundays and the public holidays that this schedule knows from its calendars.',
  schedule: 'Public holidays of',
  noSchedule: 'None are left out',
  save: 'Save',
  saved: 'Saved.',
};
