/** What the screen about how we work says. */
import type { Practice, PracticeFigure, PracticeName, Standing } from '@muster/contract/measure/maturity';
import type { ReadinessKind } from '@muster/contract/measure/readiness';
import { paths } from '../paths.ts';

interface Said {
  name: string;
  /** What the figure counts. */
  means: string;
  /** What to do about it, and where. */
  step: string;
  link: string;
  to: string;
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

const amount = (unit: Practice['unit'], value: number) =>
  unit === 'share' ? percent(value) : value.toLocaleString('en-GB');

export const words = {
  title: 'How we work',
  about:
    'Practices that make incidents shorter or rarer, from what is on record. It tells of no person and compares no teams.',
  score: 'At their aim',
  scoreOf: (held: number, told: number) => `${held} of ${told}`,
  scoreMeans: 'practices of which there is enough to tell, this quarter so far',
  scoreBefore: (held: number, told: number) =>
    told === 0 ? 'There is nothing to tell of the last quarter.' : `Last quarter ${held} of ${told}.`,
  nothingYet:
    'There is not enough on record to tell. The figures come by themselves as incidents come and end.',
  next: 'What to take up next',
  nextMeans: 'Where most is missing, and where it would help most.',
  nothingNext: 'Everything that can be told is at its aim. Nothing presses.',
  areas: {
    see: 'See',
    act: 'Act',
    organise: 'Organise',
    communicate: 'Communicate',
    'follow-up': 'Follow up',
  } satisfies Record<ReadinessKind, string>,
  standing: { held: 'at its aim', short: 'below its aim', untold: 'not enough to tell' } satisfies Record<
    Standing,
    string
  >,
  now: 'This quarter',
  before: 'Last quarter',
  aim: 'Aim',
  aimOf: ({ unit, aim }: Practice) => (unit === 'share' ? percent(aim) : aim.toLocaleString('en-GB')),
  figure: (unit: Practice['unit'], { value }: PracticeFigure) => (value === null ? '–' : amount(unit, value)),
  of: ({ n }: PracticeFigure) => (n === null ? '' : `of ${n.toLocaleString('en-GB')}`),
};

export const practices: Readonly<Record<PracticeName, Said>> = {
  'machine-first': {
    name: 'Machines notice first',
    means: 'Incidents that an alert, an objective or a probe told of, of those of which it is known.',
    step: 'Look at what people told of first, and give it a signal.',
    link: 'Alerts and where they come from',
    to: paths.integrations,
  },
  'noticed-soon': {
    name: 'Noticed soon',
    means: 'Incidents known within ten minutes of the first harm.',
    step: 'Open those that took longest to be noticed, and ask which signal would have seen them.',
    link: 'Time to detect',
    to: `${paths.reliability()}?measure=ttd`,
  },
  'answered-soon': {
    name: 'Answered soon',
    means:
      'Incidents whose first page a person acknowledged within five minutes; what nobody answered counts as not.',
    step: 'See whom policies call first, and whether they can be reached.',
    link: 'Policies',
    to: paths.policies,
  },
  'declared-soon': {
    name: 'Declared soon',
    means: 'Incidents declared within fifteen minutes of their first signal.',
    step: 'Open the slowest, and ask what people waited for.',
    link: 'Time to declare',
    to: `${paths.reliability()}?measure=declare-delay`,
  },
  held: {
    name: 'Over for good',
    means: 'Incidents that were resolved once and stayed so.',
    step: 'Agree how long a signal must hold before an incident is called resolved.',
    link: 'How we respond',
    to: paths.respondSetup,
  },
  rehearsed: {
    name: 'Rehearsed',
    means: 'Incidents that were drills.',
    step: 'Declare a drill: half an hour, one service, the people who would be called.',
    link: 'Declare',
    to: paths.declare(),
  },
  'told-inside': {
    name: 'Promised news, inside',
    means: 'News for responders, staff and executives that came by the time they were promised for.',
    step: 'Give telling to somebody who does not mend, or promise less often.',
    link: 'How often each audience hears',
    to: paths.respondSetup,
  },
  'told-outside': {
    name: 'Promised news, outside',
    means: 'News for customers, partners and authorities that came by the time they were promised for.',
    step: 'Give telling to somebody who does not mend, or promise less often.',
    link: 'How often each audience hears',
    to: paths.respondSetup,
  },
  'noticed-outside': {
    name: 'First public word',
    means:
      'Incidents of which customers were told within half an hour of the declaration, where they had to be.',
    step: 'Open the slowest, and see who had to say yes first.',
    link: 'Time to the first notice',
    to: `${paths.reliability()}?measure=notice-delay`,
  },
  'reported-soon': {
    name: 'Reported soon',
    means: 'Reports published within fourteen days of being begun.',
    step: 'Finish what is begun: a short report today teaches more than a long one next month.',
    link: 'Reports',
    to: paths.learn({ overdue: 'true' }),
  },
  runbooks: {
    name: 'Runbooks looked at',
    means: 'Published reports that say what became of the runbooks.',
    step: 'Say in each published report whether a runbook was changed.',
    link: 'Published reports',
    to: paths.learn({ state: 'published' }),
  },
  'done-in-time': {
    name: 'Done in time',
    means: 'Follow-ups that were due and done by their date.',
    step: 'Go through what is late: do it, move it with a reason, or let it go.',
    link: 'Follow-ups',
    to: paths.followUps(),
  },
  checked: {
    name: 'Looked at again',
    means:
      'Follow-ups that were due sixty days before and are done, of which somebody has said whether they helped.',
    step: 'Ask of what was done whether it helped.',
    link: 'What is to be looked at',
    to: paths.followUps({ view: 'list', due: 'check' }),
  },
  sessions: {
    name: 'Met over it',
    means: 'Sessions that were held over reports.',
    step: 'Plan a session with the reports that nobody has heard of yet.',
    link: 'Sessions',
    to: paths.sessions,
  },
};
