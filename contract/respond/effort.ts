/**
 * What a response cost and where its time went, from the state alone: seconds in each status, how long it was worked
 * on, and people-minutes of coordination (practice.md 3, P34). None of it is told per person: whoever stayed longest
 * is nobody's business, and a ranking makes people stay.
 */
import type { Category } from './settings.ts';
import type { IncidentState } from './state.ts';

type Interval = { from: string; until: string | null };

/** When the response ended; null while it goes on. */
export function endOf({ times }: Pick<IncidentState, 'times'>): string | null {
  return times.resolved ?? times.closed ?? times.cancelled ?? null;
}

/** Seconds in each status, in the order in which they were first reached; the last one counts until `now`. */
export function timeInStatuses(
  { statuses }: Pick<IncidentState, 'statuses'>,
  now: string,
): { status: string; category: Category; seconds: number }[] {
  const found = new Map<string, { status: string; category: Category; seconds: number }>();
  for (const { status, category, ...interval } of statuses) {
    // A closed incident stays closed: that is no time that anything took.
    if (category === 'closed' || category === 'cancelled' || category === 'merged') continue;
    const before = found.get(status)?.seconds ?? 0;
    found.set(status, { status, category, seconds: before + secondsOf(interval, now) });
  }
  return [...found.values()];
}

/** Seconds of the response in which it was not paused (practice.md 3: active handling time). */
export function activeSeconds({ statuses }: Pick<IncidentState, 'statuses'>, now: string): number {
  return statuses
    .filter(({ category }) => category === 'triage' || category === 'active')
    .reduce((sum, interval) => sum + secondsOf(interval, now), 0);
}

export interface Coordination {
  /** People who were there at all. */
  people: number;
  /** The most who were there at once. */
  mostAtOnce: number;
  /** Minutes of everybody together, rounded. */
  personMinutes: number;
  /** Rooms beside the incident itself: calls, chats, documents. */
  places: number;
  /** How many were there from each instant on, in order: the curve of the cost. */
  curve: { at: string; people: number }[];
}

/** What it cost to coordinate: who was there is counted from when they were first heard of until they were released. */
export function coordinationOf(state: IncidentState, now: string): Coordination {
  const end = endOf(state) ?? now;
  const stays = state.responders.flatMap(({ person, hereAt, releasedAt }) => {
    const until = releasedAt !== null && releasedAt < end ? releasedAt : end;
    return hereAt === null || hereAt >= until ? [] : [{ person, from: hereAt, until }];
  });
  const curve = curveOf(stays);
  const rooms = state.links.filter(({ kind }) => kind === 'call' || kind === 'chat' || kind === 'document');
  return {
    people: new Set(stays.map((one) => one.person)).size,
    mostAtOnce: Math.max(0, ...curve.map((one) => one.people)),
    personMinutes: Math.round(stays.reduce((sum, one) => sum + secondsOf(one, end), 0) / 60),
    places: new Set([state.call, state.chat, ...rooms.map((one) => one.to)].filter((one) => one !== null))
      .size,
    curve,
  };
}

function curveOf(stays: readonly { from: string; until: string }[]): Coordination['curve'] {
  const steps = new Map<string, number>();
  for (const { from, until } of stays) {
    steps.set(from, (steps.get(from) ?? 0) + 1);
    steps.set(until, (steps.get(until) ?? 0) - 1);
  }
  let people = 0;
  return [...steps]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([at, by]) => {
      people += by;
      return { at, people };
    });
}

function secondsOf({ from, until }: Interval, now: string): number {
  const end = until ?? now;
  const length = (Date.parse(end) - Date.parse(from)) / 1_000;
  return Math.max(0, Math.round(length));
}
