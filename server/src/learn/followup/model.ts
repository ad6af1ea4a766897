/**
 * A follow-up: work agreed after an incident. Invariants: what is promised (open, started, done) has an owner, a date,
 * a deliverable and a kind; what is done has evidence; a promised date moves with a reason, and each move is counted;
 * nothing of its history is ever changed.
 */
import type {
  FollowUpEffect,
  FollowUpKind,
  FollowUpLink,
  FollowUpPriority,
  FollowUpSettings,
  FollowUpState,
  FollowUpTurn,
  followUpChecks,
} from '@muster/contract/learn/followups';
import { isBefore } from '../../platform/instants.ts';

export interface FollowUp {
  id: string;
  ref: string;
  title: string;
  note: string;
  deliverable: string;
  kind: FollowUpKind | null;
  priority: FollowUpPriority;
  state: FollowUpState;
  owner: string | null;
  team: string | null;
  services: string[];
  incident: string | null;
  retrospective: string | null;
  factor: string | null;
  /** The line of a later-list that it was. */
  entry: string | null;
  links: FollowUpLink[];
  /** Dates as `2026-12-31`. */
  dueOn: string | null;
  dueAt: Temporal.Instant | null;
  firstDueOn: string | null;
  moves: number;
  objectiveOn: string | null;
  committedAt: Temporal.Instant | null;
  /** Who asked for its approval, and who gave it; both are forgotten when it becomes an idea again. */
  askedBy: string | null;
  askedAt: Temporal.Instant | null;
  approvedBy: string | null;
  approvedAt: Temporal.Instant | null;
  doneAt: Temporal.Instant | null;
  evidence: string | null;
  cancelledAt: Temporal.Instant | null;
  cancelledWhy: string | null;
  effect: FollowUpEffect | null;
  effectNote: string;
  effectBy: string | null;
  effectAt: Temporal.Instant | null;
  createdBy: string;
  createdAt: Temporal.Instant;
  changedAt: Temporal.Instant;
  version: number;
  remindedTo: Temporal.Instant;
}

/** What is added to the history. */
export interface Turn {
  act: FollowUpTurn['act'];
  detail: Record<string, unknown>;
}

/** Four and eight weeks as others promise them (practice.md P10). */
export const shippedSettings: FollowUpSettings = {
  weeks: { high: 4, normal: 8, low: null },
  remindDaysBefore: 7,
  teamDaysAfter: 7,
  checkAfterDays: 30,
  approvers: [],
};

/** More than anybody works off after one incident; what is over does not count. */
export const mostOfIncident = 500;

/** After so many days nobody is asked any more whether it helped (practice.md 3.2). */
export const checkUntilDays = 90;
/** A second time, where nobody answered the first one. */
const askAgainDays = 60;
const dayHours = 24;

export function isActive({ state }: Pick<FollowUp, 'state'>): boolean {
  return state === 'open' || state === 'started';
}

/** Its day is over where its owner lives. */
export function isOverdue(one: Pick<FollowUp, 'state' | 'dueAt'>, now: Temporal.Instant): boolean {
  return isActive(one) && one.dueAt !== null && !isBefore(now, one.dueAt);
}

/** The end of a day where somebody lives. */
export function endOfDay(date: string, timeZone: string): Temporal.Instant {
  return Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(timeZone).toInstant();
}

/** The day by which a priority asks to be done, counted from the day of the promise. */
export function objectiveOf(
  priority: FollowUpPriority,
  { weeks }: Pick<FollowUpSettings, 'weeks'>,
  from: Temporal.Instant,
): string | null {
  const asked = weeks[priority];
  return asked === null
    ? null
    : from.toZonedDateTimeISO('UTC').toPlainDate().add({ weeks: asked }).toString();
}

export interface Check {
  state: (typeof followUpChecks)[number];
  from: Temporal.Instant;
  until: Temporal.Instant;
}

/** When something done is looked at again. */
export function checkOf(
  { state, doneAt, effect }: Pick<FollowUp, 'state' | 'doneAt' | 'effect'>,
  { checkAfterDays }: Pick<FollowUpSettings, 'checkAfterDays'>,
  now: Temporal.Instant,
): Check | null {
  if (state !== 'done' || doneAt === null) return null;
  const from = doneAt.add({ hours: checkAfterDays * dayHours });
  const until = doneAt.add({ hours: checkUntilDays * dayHours });
  const isPast = (limit: Temporal.Instant) => !isBefore(now, limit);
  return {
    state: effect ? 'answered' : isPast(until) ? 'lapsed' : isPast(from) ? 'asked' : 'waiting',
    from,
    until,
  };
}

export interface Reminder {
  kind: 'before' | 'due' | 'late' | 'team' | 'check' | 'check-again';
  at: Temporal.Instant;
}

/** All reminders of one as it stands, the earliest first: at nine in the morning where its owner lives. */
export function remindersOf(
  { state, doneAt, effect, dueOn }: Pick<FollowUp, 'state' | 'doneAt' | 'effect' | 'dueOn'>,
  { remindDaysBefore, teamDaysAfter, checkAfterDays }: FollowUpSettings,
  timeZone: string,
): Reminder[] {
  const morning = (date: Temporal.PlainDate, days: number) =>
    date.add({ days }).toZonedDateTime({ timeZone, plainTime: '09:00' }).toInstant();
  if (state === 'done' && doneAt !== null && effect === null) {
    const done = doneAt.toZonedDateTimeISO(timeZone).toPlainDate();
    return sorted([
      { kind: 'check', at: morning(done, checkAfterDays + 1) },
      { kind: 'check-again', at: morning(done, Math.max(askAgainDays, checkAfterDays + 15)) },
    ]).filter(({ at }) => isBefore(at, doneAt.add({ hours: checkUntilDays * dayHours })));
  }
  if (!isActive({ state }) || dueOn === null) return [];
  const due = Temporal.PlainDate.from(dueOn);
  return sorted([
    { kind: 'before', at: morning(due, -remindDaysBefore) },
    { kind: 'due', at: morning(due, 0) },
    { kind: 'late', at: morning(due, 1) },
    { kind: 'team', at: morning(due, teamDaysAfter + 1) },
  ]);
}

function sorted(all: readonly Reminder[]): Reminder[] {
  return all.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
}

/** The latest that is due and was not sent: after a night of being away nobody gets two. */
export function reminderDue(
  all: readonly Reminder[],
  remindedTo: Temporal.Instant,
  now: Temporal.Instant,
): Reminder | null {
  const due = all.filter(({ at }) => isBefore(remindedTo, at) && !isBefore(now, at));
  return due.at(-1) ?? null;
}

/** The next one that is still to be sent. */
export function nextReminder(all: readonly Reminder[], after: Temporal.Instant): Temporal.Instant | null {
  return all.find(({ at }) => isBefore(after, at))?.at ?? null;
}
