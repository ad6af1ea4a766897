/** What people read where they choose their weekly letter. */
const some = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

export const words = {
  title: 'Weekly letter',
  about:
    'Incidents, published reports, follow-ups that are due, and your own week on call, in one mail. Private incidents are never in it. A week in which nothing happened brings no letter.',
  noMail: 'This server sends no mail, so no letter leaves. What it would say stands below.',
  isOn: 'Send me the weekly letter',
  weekday: 'Day',
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  hour: 'Hour, by your clock',
  clock: (hour: number) => `${String(hour).padStart(2, '0')}:00`,
  scope: 'About',
  scopes: { mine: 'My teams’ services and those I follow', all: 'All services' },
  save: 'Save',
  saved: 'Saved.',
  next: 'The next one leaves',
  notDone: (reason: string) => `Not done. ${reason}`,
  preview: 'What it would say now',
  nothing: 'Nothing happened in the last seven days, so there would be no letter.',
  incidents: 'Incidents',
  over: 'over',
  open: 'open',
  reports: 'Published reports',
  followUps: 'Follow-ups that are late or due',
  nobody: 'nobody',
  late: (day: string) => `late since ${day}`,
  due: (day: string) => `due ${day}`,
  load: (hours: number, pages: number, nights: number) =>
    `You were on call for ${Math.round(hours)} h: ${some(pages, 'page', 'pages')}, ${some(nights, 'disturbed night', 'disturbed nights')}.`,
};
