/**
 * How a response went, as far as its record can tell (P32). What it cannot tell for sure it leaves to people: that nobody
 * was called at night does not say that everybody was fresh. It counts people and names none.
 */
import {
  type ScorecardAnswer,
  type ScorecardRow,
  scorecardQuestions,
  type ToldAnswer,
} from '@muster/contract/learn/scorecard';
import type { Clock, IncidentState } from '@muster/contract/respond/state';
import { type Call, isAtNight } from '../draft/calls.ts';
import { isMissed } from '../trigger/decide.ts';

export interface Answered {
  question: ScorecardRow['question'];
  answer: ScorecardAnswer;
  note: string;
}

/** Each question with what holds; what people said counts before what the record tells. */
export function scorecardOf(told: readonly ToldAnswer[], answered: readonly Answered[]): ScorecardRow[] {
  return scorecardQuestions.map((question) => {
    const own = answered.find((one) => one.question === question);
    const known = told.find((one) => one.question === question);
    return {
      question,
      said: own !== undefined,
      note: own?.note ?? '',
      answer: own?.answer ?? known?.answer ?? null,
      told: known ? { answer: known.answer, reason: known.reason } : null,
    };
  });
}

/** The questions that the record answers, with its reasons. */
export function toldOf(state: IncidentState, calls: readonly Call[]): ToldAnswer[] {
  const parts = [
    fresh(state, calls),
    rightTeam(state, calls),
    workingHours(calls),
    signal(state),
    commanded(state),
    handovers(state),
    statusCurrent(state),
    logKept(state),
  ];
  return parts.filter((one) => one !== null);
}

type Told = ToldAnswer | null;

function told(question: ToldAnswer['question'], answer: ScorecardAnswer, reason: string): ToldAnswer {
  return { question, answer, reason };
}

function fresh(state: IncidentState, calls: readonly Call[]): Told {
  const night = new Set(calls.filter(isAtNight).map((one) => one.person)).size;
  if (night > 0) return told('fresh', 'no', `${people(night)} called at night.`);
  return missedOf(state, 'fatigue') > 0
    ? told('fresh', 'no', 'Somebody stayed longer than was agreed.')
    : null;
}

function rightTeam({ responders, assignments }: IncidentState, calls: readonly Call[]): Told {
  if (calls.length === 0) return told('rightTeam', 'not-applicable', 'Nobody was called.');
  const there = new Set([
    ...responders.flatMap(({ person, hereAt }) => (hereAt === null ? [] : [person])),
    ...assignments.map((one) => one.person),
  ]);
  return calls.some(({ person }) => there.has(person))
    ? told('rightTeam', 'yes', 'Somebody who was called worked on it.')
    : null;
}

function workingHours(calls: readonly Call[]): Told {
  if (calls.length === 0) return told('workingHours', 'not-applicable', 'Nobody was called.');
  const outside = new Set(calls.filter(({ inHours }) => !inHours).map((one) => one.person)).size;
  return outside === 0
    ? told('workingHours', 'yes', 'Everybody was called between 9 and 18 on a day of work.')
    : told('workingHours', 'no', `${people(outside)} called outside of working hours.`);
}

function signal(state: IncidentState): Told {
  if (state.source === null) return null;
  return isMissed(state)
    ? told('signal', 'no', 'People noticed it first.')
    : told('signal', 'yes', 'A signal noticed it first.');
}

function commanded(state: IncidentState): Told {
  if (missedOf(state, 'command') > 0)
    return told('commanded', 'no', 'Nobody commanded within the time promised.');
  return state.assignments.some(({ role }) => role === 'commander')
    ? told('commanded', 'yes', 'Somebody commanded within the time promised.')
    : null;
}

function handovers(state: IncidentState): Told {
  if (state.handoffs.length === 0) return told('handovers', 'not-applicable', 'Nothing was handed over.');
  return missedOf(state, 'handoff') > 0
    ? told('handovers', 'no', 'Somebody waited too long for an answer to a handoff.')
    : null;
}

function statusCurrent(state: IncidentState): Told {
  const late = missedOf(state, 'update', 'late-news');
  if (late > 0)
    return told('statusCurrent', 'no', `${late === 1 ? 'One promise' : `${late} promises`} of news ran out.`);
  return Object.keys(state.updates).length > 0
    ? told('statusCurrent', 'yes', 'All news came by the time promised.')
    : null;
}

function logKept(state: IncidentState): Told {
  const silent = missedOf(state, 'silence');
  if (silent > 0)
    return told(
      'logKept',
      'no',
      `The log was silent for too long ${silent === 1 ? 'once' : `${silent} times`}.`,
    );
  return state.entryCount > 0 ? told('logKept', 'yes', 'The log was never silent for too long.') : null;
}

function missedOf({ missed }: IncidentState, ...kinds: Clock['kind'][]): number {
  return missed.filter(({ kind }) => kinds.includes(kind)).length;
}

function people(n: number): string {
  return n === 1 ? 'One person was' : `${n} people were`;
}
