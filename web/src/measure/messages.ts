/** What the screens about measures say. */
import type { limitKinds } from '@muster/contract/measure/load';

interface Found {
  /** Of whom, by name. */
  names: string;
  /** Where there are several, the value is that of the farthest from the limit. */
  upTo: string;
  value: number;
  limit: number;
}

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
  shortHours: (hours: number) => `${hours.toFixed(1)} h`,
  hoursOnCall: (hours: number) => `${Math.round(hours)} h on call`,
  noPeer: 'no peer to compare with',
  noLoad: 'nothing rang',
  few: 'so few that chance says more than the rota',
  you: 'you',
  times: (ratio: number) => `${ratio.toFixed(1)} × an even share`,
  over: 'over 1.5',
  scale: 'The line in each bar is an even share.',
  table: 'All figures',
  tables: { time: 'Time', calls: 'Pages', nights: 'Disturbed nights' },
  tableOf: (rota: string, kind: string) => `${kind} on ${rota}`,
  columns: {
    person: 'Person',
    hours: 'On call',
    day: 'Day',
    evening: 'Evening',
    night: 'Night',
    weekend: 'Weekend',
    share: 'Of the time',
    worked: 'At work',
    taken: 'Taken over',
    given: 'Given away',
    pages: 'Pages',
    most: 'Most in 12 h',
    offRota: 'Off rota',
    interruptions: 'Interruptions',
    weekends: 'At weekends',
    ratio: 'Ratio',
    date: 'Evening of',
    rest: 'Longest rest',
    until: 'Rest due until',
    kept: 'Rest after it',
  },
  rest: { kept: 'kept', broken: 'broken', open: 'goes on' },
  leastRest: (hours: number) => `at least ${hours.toFixed(1)} h of unbroken rest`,
  save: 'Save as CSV',
  fileName: (until: string) => `load-until-${until}.csv`,
  night: {
    sum: (from: string, until: string, of: 'schedule' | 'team' | 'all') =>
      `Night is from ${from} to ${until}${{ schedule: '', team: ', as its team says', all: '' }[of]}`,
    from: 'Night from',
    until: 'until',
    rest: 'Hours of rest after a disturbed night',
    restHint: 'Counted from its last page. While it lasts, nothing should ring for the person.',
    whose: 'Holds for',
    rota: 'this rota',
    team: (team: string) => `all rotas of ${team}`,
    save: 'Save',
    usual: 'As usual: 22 to 7, 11 hours',
    saved: 'It is counted like that now.',
    failed: (why: string) => `Not saved: ${why}`,
  },
  none: '–',
  review: {
    title: 'Load reviews proposed',
    about:
      'More than people can carry for long. Look at it together: noise to remove, turns to move, people to add.',
    why: {
      shift: ({ names, upTo, value, limit }) =>
        `${names}: ${upTo}${value} pages within twelve hours. More than ${limit} leave no time to mend what broke.`,
      quiet: ({ value }) =>
        `Half of all twelve hours on call had ${some(value, 'page', 'pages')} or more for four weeks. As a rule there should be none.`,
      ratio: ({ names, upTo, value }) => `${names}: ${upTo}${value.toFixed(1)} times an even share.`,
      nights: ({ names, upTo, value }) => `${names}: ${upTo}${value} disturbed nights.`,
      rest: ({ names, upTo, value }) =>
        `${names}: the rest after a disturbed night was broken, ${value === 1 ? 'once' : `${upTo}${value} times`}.`,
      share: ({ names, upTo, value }) =>
        `${names}: ${upTo}${Math.round(value * 100)} % of the time on call. A quarter is the most.`,
      people: ({ value, limit }) =>
        limit < 8
          ? `${some(value, 'person', 'people')} at its smaller site. It takes six at each of two.`
          : `${some(value, 'person shares', 'people share')} it. It takes eight, or six at each of two sites.`,
    } satisfies Record<(typeof limitKinds)[number], (found: Found) => string>,
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
    [
      'Weight',
      'By day 1, in the evening (from 18) 2, at night 4; at weekends 1 more. Night is from 22 to 7 unless the rota says otherwise.',
    ],
    [
      'Ratio',
      'The share of the weighted interruptions by the share of the hours on call. 1 is even; over 1.5 is marked.',
    ],
    ['Disturbed night', 'A night with at least one page, counted once, by the evening on which it began.'],
    ['Evenness', '100 % when everybody has as many weighted interruptions for each hour (1 minus Gini).'],
    ['Longest rest', 'In a disturbed night, the longest time without a page.'],
    [
      'Rest after it',
      'Eleven hours from the last page of a disturbed night, unless the rota says otherwise; kept when nothing rings for the person.',
    ],
    [
      'At work',
      'From acknowledging a page of one’s own until it is over, at most four hours each, while on call.',
    ],
    ['Off rota', 'Pages that came while the person was on call nowhere.'],
    ['Taken over, given away', 'Turns that one person took over from another, by cover or by an override.'],
    ['Hours', 'From the rota as it is defined now, with its overrides.'],
  ] as const,
};
