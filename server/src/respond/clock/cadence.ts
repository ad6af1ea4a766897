/**
 * When each audience is promised its next news (practice.md 6.3). The promise is the one made with the latest update,
 * or the first one of the severity. A severity that is raised meanwhile shortens from that instant: its first news are
 * due, and its interval counts from the latest update. The earliest holds: lowering never takes back what was promised.
 */
import { type Audience, audiences, type Cadence } from '@muster/contract/respond/settings';
import type { IncidentState } from '@muster/contract/respond/state';

/** Minutes between news while the response rests (practice.md 3.2). */
export const pausedEvery = 240;

export function nextUpdates(state: IncidentState): Partial<Record<Audience, string>> {
  const promise = promises[state.category];
  if (!promise) return {};
  const { statuses, apartAt } = withoutMerges(state);
  return Object.fromEntries(
    audiences.flatMap((audience) => {
      const due = promise({ ...state, statuses }, audience);
      return due === null ? [] : [[audience, latest(due, apartAt)]];
    }),
  );
}

/**
 * What was split off again goes on where it was, with the promises that it had; those that fell due meanwhile are late
 * from that instant on only (practice.md 3.3).
 */
function withoutMerges({ statuses }: IncidentState): {
  statuses: IncidentState['statuses'];
  apartAt: string;
} {
  const isMerge = (i: number) => statuses[i]?.category === 'merged';
  return {
    statuses: statuses.filter((_, i) => !isMerge(i) && !isMerge(i - 1)),
    apartAt: statuses.findLast((one) => one.category === 'merged')?.until ?? '',
  };
}

type Promised = (state: IncidentState, audience: Audience) => string | null;
const promises: Partial<Record<IncidentState['category'], Promised>> = {
  triage: whileOpen,
  active: whileOpen,
  paused: whilePaused,
};

/** What goes on again begins anew with its first news. */
function whileOpen(state: IncidentState, audience: Audience): string | null {
  const last = state.updates[audience];
  const { from, after } = stretchOf(state);
  if (after === null || (last && last.at >= from)) return running(state, audience, state.declaredAt, last);

  const promised = last?.nextAt && last.nextAt > from ? last.nextAt : null;
  return earliest([promised, running(state, audience, from, undefined)].flatMap((one) => one ?? []));
}

type Last = IncidentState['updates'][Audience];

function running(state: IncidentState, audience: Audience, began: string, last: Last): string | null {
  const since = last?.at ?? began;
  const usual = ({ cadence }: Severity) => minutesOf(cadence[audience], state.declaredAt, last);
  const start = state.severities.findLastIndex((one) => one.from <= since);
  const made: string[] = [];
  const lowered: string[] = [];
  for (const [i, one] of state.severities.entries()) {
    const minutes = usual(one);
    if (i < start) continue;
    if (i === start) made.push(...(last?.nextAt ? [last.nextAt] : inMinutes(since, minutes)));
    else if (one.rank < (state.severities[i - 1]?.rank ?? 0)) lowered.push(...inMinutes(one.from, minutes));
    else {
      made.push(...inMinutes(since, minutes).filter((due) => due > one.from));
      made.push(...inMinutes(one.from, one.cadence[audience]?.first ?? minutes));
    }
  }
  return earliest(made) ?? earliest(lowered);
}

/** Until the next news, as a severity has it: the first, the second, those of a long incident, all others. */
export function minutesOf(
  cadence: Cadence | undefined,
  declaredAt: string,
  last: { at: string; count: number } | undefined,
): number | null {
  const { first = null, next = null, second, later } = cadence ?? {};
  if (!last) return first;
  if (later && last.at >= plusMinutes(declaredAt, later.after)) return later.every;
  return (last.count === 1 ? second : undefined) ?? next;
}

/** Seldom, yet never unannounced: only those who are told in turn, and whoever was promised something. */
function whilePaused(state: IncidentState, audience: Audience): string | null {
  const { from } = stretchOf(state);
  const last = state.updates[audience];
  const promised = last?.nextAt && last.nextAt > from ? [last.nextAt] : [];
  if (last && last.at >= from && promised.length > 0) return earliest(promised);
  const cadence = state.rule.cadence[audience];
  const isTold = typeof (last ? cadence?.next : cadence?.first) === 'number';
  return earliest([
    ...promised,
    ...(isTold ? inMinutes(latest(last?.at ?? null, from) ?? from, pausedEvery) : []),
  ]);
}

type Severity = IncidentState['severities'][number];

/** Since when it has been as it is, open or at rest, and what it was before; null where it was declared so. */
function stretchOf({ statuses, declaredAt, category }: IncidentState): {
  from: string;
  after: IncidentState['category'] | null;
} {
  const isOther = (one: (typeof statuses)[number]) =>
    category === 'paused'
      ? one.category !== 'paused'
      : one.category !== 'triage' && one.category !== 'active';
  const before = statuses.findLastIndex(isOther);
  return { from: statuses[before + 1]?.from ?? declaredAt, after: statuses[before]?.category ?? null };
}

function inMinutes(at: string, minutes: number | null): string[] {
  return minutes === null ? [] : [plusMinutes(at, minutes)];
}

function earliest(moments: readonly string[]): string | null {
  return moments.toSorted()[0] ?? null;
}

function latest(moment: string | null, other: string): string | null {
  return moment === null || moment > other ? moment : other;
}

/** A wire time so many minutes later. */
export function plusMinutes(at: string, minutes: number): string {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString();
}
