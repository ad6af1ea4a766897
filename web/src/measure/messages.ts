/** What the screens about measures say. */
const some = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

export const words = {
  title: 'Load and fairness',
  open: 'Load and fairness',
  about:
    'What each person on a rota carried, by the clock where they live. People stand by name: this is about sharing, not about ranking.',
  filter: {
    label: 'What is shown',
    rota: 'Rota',
    all: 'All rotas',
    until: 'Four weeks until',
    earlier: 'Four weeks earlier',
    later: 'Four weeks later',
    badDay: 'There is no such day. The four weeks until now are shown.',
  },
  even: 'Evenness, all rotas together',
  evenOf: 'Evenness',
  percent: (share: number) => `${Math.round(share * 100)} %`,
  rotas: (n: number) => `mean of ${some(n, 'rota', 'rotas')}`,
  people: (n: number) => some(n, 'person', 'people'),
  interruptions: (n: number) => some(n, 'interruption', 'interruptions'),
  nights: (n: number) => some(n, 'disturbed night', 'disturbed nights'),
  hours: (hours: number) => `${Math.round(hours)} h`,
  hoursOnCall: (hours: number) => `${Math.round(hours)} h on call`,
  noPeer: 'no peer to compare with',
  noLoad: 'nothing rang',
  few: 'so few that chance says more than the rota',
  you: 'you',
  times: (ratio: number) => `${ratio.toFixed(1)} × an even share`,
  over: 'over 1.5',
  scale: 'The line in each bar is an even share.',
  table: 'The same as a table',
  tableOf: (rota: string) => `Load on ${rota}`,
  columns: {
    person: 'Person',
    hours: 'Hours',
    pages: 'Pages',
    interruptions: 'Interruptions',
    weekend: 'Weekends',
    nights: 'Disturbed nights',
    ratio: 'Ratio',
  },
  none: '–',
  relief: {
    title: 'Who could do with some relief',
    why: (rota: string, ratio: number | null, nights: number) => {
      const parts = [
        ...(ratio === null ? [] : [`${ratio.toFixed(1)} times an even share`]),
        ...(nights > 0 ? [some(nights, 'disturbed night', 'disturbed nights')] : []),
      ];
      return `${parts.join(' and ')} on ${rota}.`;
    },
    offer: (person: string) => `Offer cover for ${person}`,
    ask: 'Ask for cover',
    calendar: (rota: string) => `Calendar of ${rota}`,
  },
  hidden: 'Who carried what is for the people of its team',
  hiddenText: (n: number) =>
    `${some(n, 'person was', 'people were')} on it. You would find yourself here if you were.`,
  noRota: 'Nothing to measure yet',
  noRotaText: 'As soon as there is a rota, this tells how evenly its load is shared.',
  noMatch: 'There is no rota of that name',
  noMatchText: 'It may have been renamed or removed.',
  nobody: 'Nobody was on call on it in these four weeks.',
  definitions: 'What these figures mean',
  terms: [
    [
      'Interruption',
      'Pages less than 15 minutes apart. Who was told while on call has it; reminders count once.',
    ],
    ['Weight', 'By day 1, in the evening (18 to 22) 2, at night (22 to 7) 4; at weekends 1 more.'],
    [
      'Ratio',
      'The share of the weighted interruptions by the share of the hours on call. 1 is even; over 1.5 is marked.',
    ],
    ['Disturbed night', 'A night with at least one page, counted once, by the evening on which it began.'],
    ['Evenness', '100 % when everybody has as many weighted interruptions for each hour (1 minus Gini).'],
    ['Hours', 'From the rota as it is defined now, with its overrides.'],
  ] as const,
};
