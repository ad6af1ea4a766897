/**
 * When the steps of a duty are due (practice.md 6.6). Pure: instants, zones and holidays are given. Hours run through
 * weekends; days and months keep the time of the day on the spot; business days leave out weekends and holidays.
 */
import type { ObligationRule, ObligationStep, Period } from './obligation-rules.ts';
import {
  isOpen,
  type KeptRule,
  type ObligationFact,
  type StepTimes,
  type StepWaiver,
  type Submission,
} from './obligations.ts';

interface Known {
  rule: KeptRule;
  facts: readonly ObligationFact[];
  submissions: readonly Submission[];
  waivers?: readonly StepWaiver[] | undefined;
}

/**
 * Each step of the rule, with when it began and is due, as wire times. What follows a step that was waived counts from
 * the decision: to waive one step takes away no clock of another.
 */
export function timesOf({ rule, facts, submissions, waivers = [] }: Known): StepTimes[] {
  const endOf = (step: string) => submittedOf(submissions, step) ?? waivedOf(waivers, step);
  return rule.steps.map((step) => {
    const submittedAt = submittedOf(submissions, step.name);
    const waivedAt = submittedAt === null ? waivedOf(waivers, step.name) : null;
    const begin = 'fact' in step.after ? factOf(facts, step.after.fact) : endOf(step.after.step);
    const latest = step.atLatest ? factOf(facts, step.atLatest.fact) : null;
    const dueAt = dueOf(step, { rule, begin, latest });
    return {
      step: step.name,
      label: step.label,
      to: step.to,
      optional: step.optional,
      startedAt: begin ?? (dueAt === null ? null : latest),
      dueAt,
      submittedAt,
      ...(waivedAt === null ? {} : { waivedAt }),
    };
  });
}

/** Whether nothing is owed any more: all that had to come came or was waived, and nothing that runs is open. */
export function isFulfilled(rule: KeptRule, steps: readonly StepTimes[]): boolean {
  return steps.every((one) => {
    if (!isOpen(one)) return true;
    const isAsked = rule.steps.some(
      (step) => step.name === one.step && !step.optional && step.within !== null,
    );
    return !isAsked && one.dueAt === null;
  });
}

/** The parts of the way to the end at which whoever owns a step is reminded; at the end they are told again. */
export const reminderParts = [50, 75, 90] as const;

export function remindersOf({
  startedAt,
  dueAt,
}: {
  startedAt: string;
  dueAt: string;
}): { part: number; at: string }[] {
  const [start, end] = [Date.parse(startedAt), Date.parse(dueAt)];
  return reminderParts.map((part) => ({
    part,
    at: new Date(start + Math.round(((end - start) * part) / 100)).toISOString(),
  }));
}

interface Begun {
  rule: KeptRule;
  begin: string | null;
  latest: string | null;
}

/**
 * The period counts from what the step follows. Where it must come by a latest moment all the same, the earlier of both
 * holds, unless what it follows came after that moment: then it alone counts (RTS (EU) 2025/301, Article 5).
 */
function dueOf(
  { within, atLatest, dueAtTime }: ObligationStep,
  { rule, begin, latest }: Begun,
): string | null {
  if (within === null) return null;
  const own = begin === null ? null : after(begin, within, { rule, dueAtTime });
  const backstop = latest && atLatest ? after(latest, atLatest.within, { rule, dueAtTime }) : null;
  const due = earlierOf({ own, backstop, begin });
  return due === null ? null : wire(rule.movesToWorkingDay ? movedFrom(due, rule) : due);
}

type Moment = Temporal.ZonedDateTime;

function earlierOf({
  own,
  backstop,
  begin,
}: {
  own: Moment | null;
  backstop: Moment | null;
  begin: string | null;
}) {
  if (own === null || backstop === null || begin === null) return own ?? backstop;
  if (Date.parse(begin) > backstop.epochMilliseconds) return own;
  return own.epochMilliseconds < backstop.epochMilliseconds ? own : backstop;
}

/** The end of a period that begins at an instant, in the zone of the rule. */
function after(
  from: string,
  { count, unit }: Period,
  { rule, dueAtTime }: { rule: KeptRule; dueAtTime: string | null },
): Moment {
  const start = Temporal.Instant.from(from).toZonedDateTimeISO(rule.zone);
  const end = unit === 'businessDays' ? addBusinessDays(start, count, rule) : start.add({ [unit]: count });
  return dueAtTime === null || unit === 'hours' ? end : end.withPlainTime(dueAtTime);
}

function addBusinessDays(start: Moment, count: number, rule: KeptRule): Moment {
  let moment = start;
  for (let left = count; left > 0; left -= isWorkingDay(moment.toPlainDate(), rule) ? 1 : 0)
    moment = moment.add({ days: 1 });
  return moment;
}

/** Noon of the next working day, for what falls on a day on which nobody works. */
function movedFrom(due: Moment, rule: KeptRule): Moment {
  let date = due.toPlainDate();
  if (isWorkingDay(date, rule)) return due;
  while (!isWorkingDay(date, rule)) date = date.add({ days: 1 });
  return date.toZonedDateTime({ timeZone: rule.zone, plainTime: '12:00' });
}

function isWorkingDay(date: Temporal.PlainDate, { holidays }: KeptRule): boolean {
  return date.dayOfWeek <= 5 && !holidays.days.includes(date.toString());
}

/** Of several the latest that was recorded: it puts the earlier ones right. */
function factOf(facts: readonly ObligationFact[], kind: string): string | null {
  return facts.findLast((one) => one.kind === kind)?.at ?? null;
}

/** A later report replaces an earlier one: what follows counts from the latest. */
function submittedOf(submissions: readonly Submission[], step: string): string | null {
  const moments = submissions.filter((one) => one.step === step).map((one) => one.at);
  return moments.toSorted().at(-1) ?? null;
}

function waivedOf(waivers: readonly StepWaiver[], step: string): string | null {
  const last = waivers.findLast((one) => one.step === step);
  return last?.waived ? last.recordedAt : null;
}

function wire(moment: Moment): string {
  return new Date(moment.epochMilliseconds).toISOString();
}

/** What is wrong with a rule, and where: steps that follow nothing, or each other in a circle, and zones that are none. */
export function wrongRule({ steps, zone, active }: Pick<ObligationRule, 'steps' | 'zone' | 'active'>) {
  const faults: { pointer: string; message: string }[] = [];
  const names = steps.map((one) => one.name);
  for (const [i, { name, after: follows }] of steps.entries()) {
    if (names.indexOf(name) !== i) faults.push({ pointer: `/steps/${i}/name`, message: 'is there twice' });
    if ('step' in follows && !names.slice(0, i).includes(follows.step))
      faults.push({ pointer: `/steps/${i}/after`, message: 'follows no step above it' });
  }
  if (active && steps.every((one) => one.within === null))
    faults.push({ pointer: '/steps', message: 'has no step with a time' });
  if (!isZone(zone)) faults.push({ pointer: '/zone', message: 'is no time zone' });
  return faults;
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
