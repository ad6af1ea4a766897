/** What figures ask of an incident, read out of its stream and the pages that belong to it. */
import { coordinationOf, timeInStatuses } from '@muster/contract/respond/effort';
import type { IncidentEvent } from '@muster/contract/respond/events';
import { reopenDays } from '@muster/contract/respond/reopening';
import { type Audience, type Category, isResolved } from '@muster/contract/respond/settings';
import type { IncidentState } from '@muster/contract/respond/state';
import { type Span, union } from '../../platform/intervals.ts';
import { type Adherence, adherenceOf, type Slot, sumOf } from './adherence.ts';
import { type Facts, type ImpactSpan, whyExcluded } from './model.ts';

/** When a page of it was opened, first sent, and first acknowledged by a person. */
export interface PageTimes {
  openedAt: string;
  sentAt: string;
  acknowledgedAt: string | null;
}

export function factsOf(state: IncidentState, pages: readonly PageTimes[]): Facts {
  const { times } = state;
  const sent = earliest(pages.map((one) => one.sentAt));
  const firstSignal = times.firstSignal ?? earliest(pages.map((one) => one.openedAt));
  const commander = state.assignments.find((one) => one.role === 'commander');
  return {
    ref: state.ref,
    kind: state.kind,
    isCancelled: state.category === 'cancelled',
    isMergedAway: state.mergedInto !== null,
    needsPublicNotice: state.rule.publicNotice,
    times: {
      impactStart: seconds(times.impactStart),
      firstSignal: seconds(firstSignal),
      detected: seconds(times.detected ?? earliest([firstSignal, declaredOf(state)])),
      declared: seconds(declaredOf(state)),
      firstPageSent: seconds(times.firstPageSent ?? sent),
      acknowledged: seconds(times.acknowledged ?? earliest(pages.map((one) => one.acknowledgedAt))),
      commanderSet: seconds(times.commanderSet ?? commander?.from),
      firstInternalNotice: seconds(times.firstInternalNotice),
      firstPublicNotice: seconds(times.firstPublicNotice),
      mitigated: seconds(times.mitigated),
      impactEnd: seconds(times.impactEnd),
      resolved: seconds(times.resolved),
      closed: seconds(times.closed),
    },
    impacts: impactsOf(state),
    pauses: spansOf(state, (category) => category === 'paused'),
    closedGaps: spansOf(state, isResolved).filter((one) => Number.isFinite(one.end)),
    personSeconds: personSecondsOf(state),
  };
}

/** When the past was written down is not when it was declared; what somebody stated is. */
function declaredOf({ kind, times, stated }: IncidentState): string | undefined {
  return kind === 'retroactive' && !stated.declared ? undefined : times.declared;
}

/**
 * In which period it counts among those that are over, also where nobody said when it was resolved: by the end of what
 * hurt, or else when it was put away. Null while it goes on.
 */
export function overAt(state: IncidentState): string | null {
  const { category, times, statuses, declaredAt } = state;
  if (category === 'triage' || category === 'active' || category === 'paused') return null;
  const ended = times.resolved ?? times.cancelled;
  if (ended !== undefined) return ended;
  if (category === 'merged') return statuses.at(-1)?.from ?? declaredAt;
  return times.impactEnd ?? times.closed ?? declaredAt;
}

/** Of what is over; while it goes on nobody knows. */
function personSecondsOf(state: IncidentState): number | null {
  const { resolved } = state.times;
  if (resolved === undefined) return null;
  const { people, personMinutes } = coordinationOf(state, resolved);
  return people === 0 ? null : personMinutes * 60;
}

/** Seconds in each status of the response, of an incident that is over and counts. */
export function statusesOf(state: IncidentState, facts: Facts): { status: string; seconds: number }[] {
  const { resolved } = state.times;
  if (resolved === undefined || whyExcluded(facts) !== null || facts.kind === 'retroactive') return [];
  return timeInStatuses(state, resolved).filter((one) => one.category !== 'post-incident');
}

const sameAgain = new Set(['related', 'recurrence-of', 'recurred-as']);

/** The incidents of which people said that this is the same again. */
export function linkedTo({ links }: IncidentState): string[] {
  const again = links.filter((one) => one.kind === 'incident' && sameAgain.has(one.relation ?? ''));
  return [...new Set(again.map((one) => one.to))].sort();
}

export function impactsOf(state: IncidentState): ImpactSpan[] {
  return state.impact.flatMap(({ level, from, until, weight, services }) =>
    level === 'unknown' || level === 'none'
      ? []
      : {
          start: toSeconds(from),
          end: until === null ? null : toSeconds(until),
          level,
          weight: weight ?? null,
          services: services.length > 0 ? services : state.services,
        },
  );
}

/** Minutes between news while the response rests (practice.md 3.2). */
const pausedEvery = 240;

/** After so long what comes back is another incident (practice.md 3.2, reopen rate). */
const reopenedWithin = reopenDays * 86_400;

/** How often it was resolved, without what came back later than counts as reopening. */
export function resolvesOf(state: IncidentState): number {
  const gaps = union(spansOf(state, isResolved));
  return gaps.filter((_, i) => {
    const before = gaps[i - 1];
    return before === undefined || before.end - before.start <= reopenedWithin;
  }).length;
}

/**
 * Up to when promises can be judged, of an incident that goes on: what is awaited now is judged with what comes next, so
 * that the figure is the same whenever it is made.
 */
export function judgedUntil(
  { statuses, severities }: IncidentState,
  updates: readonly IncidentEvent<'updatePublished'>[],
): string {
  const known = [...statuses, ...severities].map((one) => one.from);
  return [...known, ...updates.map((one) => one.at)].sort().at(-1) ?? '';
}

/**
 * For each audience, whether what was promised to it came; up to the end, or to now. Each stretch of the response, open
 * or at rest, begins anew with its first news; what is over or merged promises nothing.
 */
export function promisesOf(
  state: IncidentState,
  updates: readonly IncidentEvent<'updatePublished'>[],
  now: string,
): Map<Audience, Adherence> {
  const kept = new Map<Audience, Adherence>();
  const audiences = new Set(state.severities.flatMap((one) => Object.keys(one.cadence).map(asAudience)));
  for (const audience of audiences) {
    const own = updates.filter((one) => one.data.audience === audience);
    const promised = own.flatMap(({ at, data }): [number, number][] =>
      data.nextAt === null ? [] : [[toSeconds(at), toSeconds(data.nextAt)]],
    );
    const at = own.map((one) => toSeconds(one.at));
    const slots = slotsOf(state, audience);
    if (slots.every((one) => one.interval === null && one.first === null)) continue;
    const stretches = stretchesOf(state, now).map(({ isPaused, start, end }) => ({
      start,
      end,
      slots: isPaused ? [{ from: start, interval: pausedEvery * 60 }] : slots,
    }));
    kept.set(audience, sumOf(stretches.map((one) => adherenceOf(at, one, new Map(promised)))));
  }
  return kept;
}

function slotsOf({ severities, declaredAt }: IncidentState, audience: Audience): Slot[] {
  return severities.map(({ from, cadence }): Slot => {
    const { first = null, next = null, second, later } = cadence[audience] ?? {};
    return {
      from: toSeconds(from),
      first: first === null ? null : first * 60,
      interval: next === null ? null : next * 60,
      ...(second === undefined ? {} : { second: second * 60 }),
      ...(later
        ? { later: { from: toSeconds(declaredAt) + later.after * 60, interval: later.every * 60 } }
        : {}),
    };
  });
}

/** Open and at rest by turns, as far as anything is promised. */
function stretchesOf({ statuses }: IncidentState, now: string) {
  const stretches: { isPaused: boolean; start: number; end: number }[] = [];
  for (const { category, from, until } of statuses) {
    const isPaused = category === 'paused';
    if (!isPaused && category !== 'triage' && category !== 'active') continue;
    const [start, end] = [toSeconds(from), toSeconds(until ?? now)];
    const last = stretches.at(-1);
    if (last?.isPaused === isPaused && last.end === start) last.end = end;
    else stretches.push({ isPaused, start, end });
  }
  return stretches;
}

/** The keys of a cadence are audiences by its schema. */
function asAudience(text: string): Audience {
  return text as Audience;
}

function spansOf({ statuses }: IncidentState, is: (category: Category) => boolean): Span[] {
  return statuses
    .filter((one) => is(one.category))
    .map(({ from, until }) => ({
      start: toSeconds(from),
      end: until === null ? Number.POSITIVE_INFINITY : toSeconds(until),
    }));
}

function earliest(moments: readonly (string | null | undefined)[]): string | undefined {
  return moments.flatMap((one) => one ?? []).sort()[0];
}

function seconds(moment: string | undefined): number | null {
  return moment === undefined ? null : toSeconds(moment);
}

function toSeconds(moment: string): number {
  return Date.parse(moment) / 1_000;
}
