/**
 * Cards: what to think of in a role at each stretch of an incident (practice.md 6.2), a few short lines that can be
 * read at three in the morning. They remind, and tick nothing off: nobody is measured by them.
 */
import type { Status } from './settings.ts';

export const phases = ['declared', 'understanding', 'containing', 'monitoring', 'closing'] as const;
export type Phase = (typeof phases)[number];

export interface Card {
  title: string;
  lines: readonly string[];
}

/**
 * The stretch in which a status lies: by its category, and of the active ones by their order, because companies call
 * them as they like: first one understands, last one watches, between them one contains.
 */
export function phaseOf(name: string, statuses: readonly Pick<Status, 'name' | 'category'>[]): Phase {
  const category = statuses.find((one) => one.name === name)?.category;
  if (category === 'triage') return 'declared';
  if (category !== 'active' && category !== 'paused') return 'closing';
  const active = statuses.filter((one) => one.category === 'active').map((one) => one.name);
  const place = active.indexOf(name);
  if (place <= 0) return 'understanding';
  return place === active.length - 1 && active.length > 2 ? 'monitoring' : 'containing';
}

/** The cards of a role in this stretch, the one for right now first. A role of one's own has the general one. */
export function cardsOf(role: string, phase: Phase): Card[] {
  const own = roleCards[role];
  if (!own) return [anyRole];
  const now = own[phase];
  return [
    ...(now ? [{ title: titles[phase], lines: now }] : []),
    ...(own.always ? [{ title: 'All the time', lines: own.always }] : []),
    ...(role === 'commander' && phase !== 'closing' ? [halfHourly] : []),
  ];
}

const titles: Record<Phase, string> = {
  declared: 'Just declared: the first five minutes',
  understanding: 'Understanding: what is it, and how large',
  containing: 'Containing: make it stop hurting',
  monitoring: 'Watching: does it hold',
  closing: 'Closing: leave it tidy',
};

const halfHourly: Card = {
  title: 'Every half hour, ask yourself',
  lines: [
    'Is this still the right plan, and what else could we do?',
    'Who is worn out, and who takes over from them?',
    'Who waits for news?',
    'Am I doing technical work myself? Then give it away.',
  ],
};

const anyRole: Card = {
  title: 'In any role',
  lines: [
    'Say aloud what you take on, and until when.',
    'Write what you find and how sure you are, also when it is nothing.',
    'Ask before you change anything that others may be changing.',
    'Say in good time when you need relief.',
  ],
};

type RoleCards = Partial<Record<Phase | 'always', readonly string[]>>;

const roleCards: Readonly<Record<string, RoleCards>> = {
  commander: {
    declared: [
      'Say that you command, so that everybody hears it.',
      'Set the severity; unsure means the higher.',
      'Give away operations and communications as soon as there are two of you.',
      'Get the heads-up out, although nobody knows the impact yet.',
      'Who is missing? Page them now.',
      'State the impact, be it “unknown, checking”.',
    ],
    understanding: [
      'What do customers see, since when, and how many?',
      'What changed shortly before?',
      'List what it could be, each with one person who looks into it.',
      'What would make it worse, and what do we do then? Write it as a tripwire.',
      'Is the first public notice out?',
      'Would a scribe or a second lead help?',
    ],
    containing: [
      'Name the ways to stop the harm, each with its risk and how long it takes.',
      'Ask for strong objections, then decide and write it down.',
      'One person, one task, so many minutes, and they say yes.',
      'A risky step is shown to a second person before it runs.',
      'What if it does not work? Have the next step ready.',
      'Believe it when the customers’ signal says so.',
    ],
    monitoring: [
      'Which signal proves that it holds, and how long do we look?',
      'What is left of the impact, and until when does the stop-gap last?',
      'Let go whoever is not needed, and say who stays.',
      'Slower news are fine once they are announced.',
    ],
    closing: [
      'The data confirm that the impact is over.',
      'The closing notice says what was lost, also when it was nothing.',
      'Somebody has every obligation that still runs.',
      'Somebody owns the look back, with a date.',
      'Is the severity right in hindsight?',
      'Thank people.',
    ],
  },
  operations: {
    declared: ['Who may change what, and are they here?', 'Freeze other changes on what is affected.'],
    understanding: ['Look before you touch: a check costs minutes, a wrong change an hour.'],
    containing: [
      'Claim the system before it is changed.',
      'One change at a time on each system.',
      'Show the risky step, have it confirmed, then run it.',
      'The way back is ready before the way forward.',
    ],
    monitoring: ['Take back changes that did not help.', 'Say what must not be touched meanwhile.'],
    closing: ['Release every system, and list the stop-gaps with their end.'],
    always: [
      'At the end of each time box: condition, actions, needs.',
      'Tell the commander, not the whole room.',
    ],
  },
  communications: {
    declared: ['The heads-up needs no impact: what, since when, who leads, next news when.'],
    understanding: ['First public notice: what customers see, whom it affects, when the next news come.'],
    containing: ['Say what changed since the last news; say so as well when nothing did.'],
    monitoring: ['“We are watching” is not “resolved”.', 'Announce when news come more slowly.'],
    closing: ['From when to when, what it did, whether anything was lost, when the report comes.'],
    always: [
      'Read the last news before you write the next.',
      'Audience, effect, what changed, next time. No promise of when it is fixed.',
      'The commander agrees, then look whether it really appeared.',
      'Keep the list of promises, and answer the box of questions.',
    ],
  },
  planning: {
    declared: ['Who could take over in four hours?'],
    containing: ['What if this lasts the night: people, food, handovers?'],
    monitoring: ['Who watches until morning, and what wakes them?'],
    closing: ['The later-list becomes work with owners.'],
    always: [
      'Have relief arranged two hours ahead, by name and time.',
      'Gather what can wait in the later-list.',
      'Clear away what holds people up: access, rooms, approvals.',
    ],
  },
  scribe: {
    always: [
      'Decisions with what was known then.',
      'Attempts with their result, also those that failed.',
      'Numbers with their source.',
      'Who came, who left.',
      'What can wait goes to the later-list.',
      'No transcript: what somebody needs who comes in an hour.',
    ],
  },
  expert: {
    always: [
      '“I am checking”, what you found, how sure you are.',
      'A proposal comes with its risk.',
      'Need longer? Say until when, before the time is up.',
      'Not yours? Say who would know.',
    ],
  },
  liaison: {
    declared: ['Tell support what is known, and what to say.'],
    monitoring: ['Tell when customers say that it is back.'],
    always: [
      'How many cases each quarter of an hour, and is it rising?',
      'The most frequent words of customers, as they say them.',
      'Important customers by name, to the communications lead only.',
      'Take workarounds back to support, word for word.',
    ],
  },
  observer: {
    always: [
      'Read along; the room is for those who work.',
      'Questions go into the box, where they are answered.',
    ],
  },
};
