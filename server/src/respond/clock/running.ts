/**
 * The promises that run in an incident (practice.md 2.1): worked out from its state alone, never kept beside it, so
 * that they cannot disagree with the record, and survive whatever the server does. A clock's id changes when the
 * promise does; one that ran out stands in `missed` and runs no more.
 */

import { approverOf } from '@muster/contract/respond/approval';
import { openWatch } from '@muster/contract/respond/health-watch';
import { remindersOf } from '@muster/contract/respond/obligation-time';
import { owedSteps } from '@muster/contract/respond/obligations';
import type { Clock, IncidentState } from '@muster/contract/respond/state';
import { commander } from '../stream/fold-people.ts';
import { plusMinutes } from './cadence.ts';

type Running = Omit<Clock, 'id' | 'missedAt'>;

/** Minutes without a commander until the rota of commanders is paged (R4); minutes until an offer must be answered. */
export const commandWithin = 5;
export const handoffWithin = 5;
/** Minutes of late news until the commander is told, too (P3); minutes in which a yes is hoped for (6.2). */
export const lateNewsWithin = 5;
export const approvalWithin = 5;
/** Minutes before promised news are due at which whoever owes them is reminded. */
export const newsAheadMinutes = 5;

/** Those that run now, the earliest first. While the response is paused only news are owed; once it is over, nothing. */
export function clocksOf(state: IncidentState): Clock[] {
  return promisesOf(state).filter((one) => one.missedAt === null);
}

/** What is looked at when its time comes: the promises that run, and the reminders on the way to them. */
export function watchedOf(state: IncidentState): Clock[] {
  const missed = missedIn(state);
  const reminders = withIds(remindersIn(state), missed).filter((one) => one.missedAt === null);
  return [...clocksOf(state), ...reminders].sort(byDue);
}

/** Those that run now, and those that ran out and are still not kept. */
export function promisesOf(state: IncidentState): Clock[] {
  return withIds(
    [...runningIn(state), ...ofObligations(state), ...ofStopGaps(state), ...ofWatch(state)],
    missedIn(state),
  );
}

function missedIn({ missed }: IncidentState): Map<string, string> {
  return new Map(missed.map((one) => [one.clock, one.at]));
}

function withIds(running: readonly Running[], missed: ReadonlyMap<string, string>): Clock[] {
  return running
    .map((one) => ({ id: `${one.kind}:${one.subject}:${one.startedAt}`, ...one }))
    .map((one) => ({ ...one, missedAt: missed.get(one.id) ?? null }))
    .sort(byDue);
}

function byDue(a: Clock, b: Clock): number {
  return a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0;
}

/**
 * While the response rests, as it does when it is paused, merged or over, only what was promised for a moment goes on
 * towards it. What runs for so many minutes stands still: whoever reopens after two years is not two years late.
 */
function runningIn(state: IncidentState): Running[] {
  if (state.category === 'paused') return [...ofNews(state), ...ofApproval(state)];
  if (state.category !== 'triage' && state.category !== 'active') return [];
  const rests = state.statuses.filter((one) => one.category !== 'triage' && one.category !== 'active');
  const timed = [...ofCommand(state), ...ofRecord(state), ...ofPeople(state)];
  return [
    ...timed.map((one) => withoutRests(one, rests)),
    ...ofNews(state),
    ...ofApproval(state),
    ...ofWork(state),
  ];
}

/** The same number of minutes, of which those of a rest are none. */
function withoutRests(clock: Running, rests: readonly { from: string; until: string | null }[]): Running {
  let { dueAt } = clock;
  for (const { from, until } of rests) {
    const begun = from > clock.startedAt ? from : clock.startedAt;
    if (until !== null && until > begun && begun < dueAt)
      dueAt = plusMinutes(dueAt, (Date.parse(until) - Date.parse(begun)) / 60_000);
  }
  return { ...clock, dueAt };
}

function ofCommand(state: IncidentState): Running[] {
  const offers = state.handoffs.filter((one) => one.state === 'offered');
  const answers = offers.map((one) => running('handoff', one.id, [one.offeredAt, handoffWithin], one.to));
  if (state.commander !== null) return answers;
  const ends = state.assignments.flatMap((one) => (one.role === commander ? (one.until ?? []) : []));
  const since = latest([state.declaredAt, ...ends, ...resumptionsOf(state)]);
  return [running('command', '', [since, commandWithin], null), ...answers];
}

/** When it went on after it had been over, or merged: whoever was called until then is called no more. */
function resumptionsOf({ statuses }: IncidentState): string[] {
  const isLive = (category: IncidentState['category']) =>
    category === 'triage' || category === 'active' || category === 'paused';
  return statuses.flatMap((one) => (isLive(one.category) || one.until === null ? [] : [one.until]));
}

function latest(moments: readonly string[]): string {
  return moments.toSorted().at(-1) ?? '';
}

/** Owed by whoever communicates; once they are late, a second clock runs, which is the commander's (P3). */
function ofNews(state: IncidentState): Running[] {
  const { commander: lead, missed } = state;
  const owner = state.roles.communications ?? lead;
  return Object.entries(state.nextUpdates).flatMap(([audience, dueAt]): Running[] => {
    const last = state.updates[audience as keyof IncidentState['updates']];
    const startedAt = last?.at ?? state.declaredAt;
    const isLate = missed.some((one) => one.clock === `update:${audience}:${startedAt}`);
    return [
      { kind: 'update', subject: audience, startedAt, dueAt, owner },
      ...(isLate && owner !== lead ? [running('late-news', audience, [dueAt, lateNewsWithin], lead)] : []),
    ];
  });
}

/** News that wait for a yes. */
function ofApproval(state: IncidentState): Running[] {
  return Object.entries(state.waiting ?? {}).flatMap(([audience, one]) =>
    one.needs === null
      ? []
      : [running('approval', `${audience}@${one.id}`, [one.askedAt, approvalWithin], approverOf(state, one))],
  );
}

/** The impact to be stated, a log that fell silent, a plan to be looked at again. */
function ofRecord(state: IncidentState): Running[] {
  const { rule, declaredAt, activeAt, replannedAt } = state;
  const lead = state.commander;
  const unstated = state.impact.length === 0;
  return [
    ...(unstated ? [running('impact', '', [declaredAt, rule.impactWithin], lead)] : []),
    running('silence', '', [activeAt, rule.silentAfter], lead),
    running('replan', '', [replannedAt, rule.replanEvery], lead),
  ];
}

function ofWork(state: IncidentState): Running[] {
  const boxed = state.tasks.filter((one) => one.state === 'open');
  const claimed = state.claims.filter((one) => one.releasedAt === null);
  const reporting = state.streams.filter((one) => one.closedAt === null);
  return [
    ...boxed.flatMap((one) => until('task', one.id, [one.addedAt, one.dueAt], one.person)),
    ...claimed.flatMap((one) => until('claim', one.id, [one.from, one.until], one.person)),
    ...reporting.flatMap((one) =>
      until('report', one.id, [one.report?.at ?? one.openedAt, one.reportBy], one.lead),
    ),
    ...state.open.flatMap((one) => until('entry', one.id, [state.declaredAt, one.dueAt], one.person)),
  ];
}

/** Relief is proposed before people are worn out (R44). */
function ofPeople({ assignments, limits }: IncidentState): Running[] {
  return assignments
    .filter((one) => one.until === null)
    .map((one) => {
      const minutes = one.role === commander ? limits.commandMinutes : limits.anyRoleMinutes;
      return running('fatigue', `${one.role}/${one.person}`, [one.from, minutes], one.person);
    });
}

/** Duties to those outside run on, whatever becomes of the response: no pause, merge or end stops them. */
function ofObligations(state: IncidentState): Running[] {
  return owedSteps(state).map(({ duty, step, startedAt, dueAt }) => ({
    kind: 'obligation' as const,
    subject: `${duty.id}/${step.step}@${dueAt}`,
    startedAt,
    dueAt,
    owner: duty.owner,
  }));
}

function remindersIn(state: IncidentState): Running[] {
  const gaps = ofStopGaps(state).map((one) => ({
    ...one,
    subject: `${one.subject}/soon`,
    dueAt: soonOf(one),
  }));
  const duties = ofObligations(state).flatMap((one) =>
    remindersOf(one).map(({ part, at }) => ({
      ...one,
      kind: 'reminder' as const,
      subject: `${one.subject}/${part}`,
      dueAt: at,
    })),
  );
  return [...gaps, ...duties, ...newsAhead(state)];
}

/** Whoever owes news hears of it a little before, once for each promise, unless they are written already (P37). */
function newsAhead(state: IncidentState): Running[] {
  const isLive = ['triage', 'active', 'paused'].includes(state.category);
  const owed = isLive ? ofNews(state).filter((one) => one.kind === 'update') : [];
  return owed.flatMap((one): Running[] => {
    const soon = plusMinutes(one.dueAt, -newsAheadMinutes);
    const isWritten = Object.keys(state.waiting ?? {}).includes(one.subject);
    if (isWritten || soon <= one.startedAt) return [];
    return [{ ...one, kind: 'reminder', subject: `news/${one.subject}@${one.dueAt}`, dueAt: soon }];
  });
}

/** A stop-gap may stand only so long, also when the response is over: that is when it is forgotten (R60). */
function ofStopGaps({ stopGaps, commander: lead, category }: IncidentState): Running[] {
  if (category === 'merged' || category === 'cancelled') return [];
  const standing = stopGaps.filter((one) => one.endedAt === null);
  return standing.flatMap(({ id, setAt, until: end, by }) =>
    until('stop-gap', id, [setAt, end], lead ?? (by.kind === 'person' ? by.name : null)),
  );
}

/** It is watched also once it is resolved: that is when it comes back unseen (R63). */
function ofWatch(state: IncidentState): Running[] {
  const watch = openWatch(state);
  return watch ? until('watch', '', [watch.from, watch.until], state.commander) : [];
}

/** An hour before, or a quarter of the time where it is short. */
function soonOf({ startedAt, dueAt }: Running): string {
  const whole = (Date.parse(dueAt) - Date.parse(startedAt)) / 60_000;
  return plusMinutes(dueAt, -Math.min(60, whole / 4));
}

function running(
  kind: Clock['kind'],
  subject: string,
  [startedAt, minutes]: readonly [string, number],
  owner: string | null,
): Running {
  return { kind, subject, startedAt, dueAt: plusMinutes(startedAt, minutes), owner };
}

/** A promise with an end of its own; moving the end is another promise. */
function until(
  kind: Clock['kind'],
  id: string,
  [startedAt, dueAt]: readonly [string, string | null],
  owner: string | null,
): Running[] {
  return dueAt === null ? [] : [{ kind, subject: `${id}@${dueAt}`, startedAt, dueAt, owner }];
}
