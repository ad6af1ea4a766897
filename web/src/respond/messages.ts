/** What the frame of an incident says; each panel has its own words beside it. */
const kinds = { real: 'Real', drill: 'Drill', retroactive: 'Written down later' };

export const words = {
  title: 'Incidents',
  about: 'What is being worked on, who commands, and when the next news is due.',
  notDone: (reason: string) => `Not done. ${reason}`,
  declare: 'Declare incident',
  commandedBy: (name: string) => `Command: ${name}`,
  noCommander: 'No commander',
  private: 'Private',
  kinds,
  list: {
    show: 'Which incidents',
    open: 'Open',
    over: 'Resolved',
    closed: 'Closed',
    all: 'All',
    severity: 'Severity',
    service: 'Service',
    kind: 'Kind',
    any: (what: string) => `${what}: any`,
    search: 'Search in titles',
    filters: (n: number) => (n === 0 ? 'Filters' : `Filters (${n})`),
    clear: 'Clear',
    nextNews: 'Next news in',
    newsLate: 'News overdue since',
    noNews: 'No news promised',
    began: 'Declared',
    ended: 'Over since',
    emptyOpen: 'No incident is open',
    emptyOpenText:
      'When something is wrong, declare it: one field is enough. Anybody may, with the key d on every screen.',
    empty: 'Nothing matches these filters',
    emptyText: 'Take one of them away, or look among all.',
  },
  parts: 'Parts of the incident',
  health: { amber: 'Response needs care', red: 'Response in trouble' },
};
