import type { Clock } from '@muster/contract/respond/state';
import { audiences } from '../../ui/audience-words.ts';

const audienceWord = (name: string): string =>
  Object.entries(audiences).find(([key]) => key === name)?.[1] ?? name;

/** What a promise asks of whoever made it; `about` is a name that people gave, or empty. */
export const words = {
  incidents: 'Open incidents',
  all: 'All incidents',
  owed: 'What I owe next',
  notAccepted: 'not accepted yet',
  due: 'in',
  late: 'late since',
  noTime: 'no time given',
  promise: {
    command: () => 'Nobody commands',
    handoff: (about: string) => `Answer the handoff of ${about}`,
    update: (about: string) => `News for ${audienceWord(about).toLowerCase()}`,
    'late-news': (about: string) => `News for ${audienceWord(about).toLowerCase()} are late`,
    approval: (about: string) => `Read news for ${audienceWord(about).toLowerCase()}, and say yes or no`,
    impact: () => 'Say who is affected',
    silence: () => 'Write down what goes on',
    task: (about: string) => about,
    report: (about: string) => `Report on ${about}`,
    claim: (about: string) => `Done with ${about}?`,
    replan: () => 'Look at the plan again',
    fatigue: () => 'Plan relief',
    'check-in': () => 'Are you all right?',
    entry: (about: string) => about,
    obligation: (about: string) => `Submit ${about || 'what is owed'}`,
    reminder: (about: string) => about,
    watch: () => 'Is it over?',
    'stop-gap': (about: string) => `Replace what holds for now: ${about}`,
  } satisfies Record<Clock['kind'], (about: string) => string>,
};
