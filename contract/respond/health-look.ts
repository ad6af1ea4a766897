/** What a sign of the health strip is made of: causes with the instants from which they count, and how they are told. */
import type { IncidentState } from './state.ts';

export const levels = ['ok', 'amber', 'red'] as const;
export type Level = (typeof levels)[number];

/** All in milliseconds; `redAt` is infinite for what never turns red. */
export interface Cause {
  about: string;
  since: number;
  amberAt: number;
  redAt: number;
}

export interface Look {
  causes(state: IncidentState): Cause[];
  /** A sentence on the causes that count now, and what would help. */
  tell(active: readonly Cause[], now: number, state: IncidentState): { why: string; propose: string };
  well(state: IncidentState, now: number): { why: string; propose?: string };
}

const minute = 60_000;

export function causeFrom(since: number, about: string, [amber, red]: readonly [number, number]): Cause {
  return { about, since, amberAt: since + amber * minute, redAt: since + red * minute };
}

/** Since when the response has gone on without being paused, merged or over. */
export function openSince({ statuses, declaredAt }: IncidentState): number {
  const before = statuses.findLastIndex((one) => one.category !== 'triage' && one.category !== 'active');
  return Date.parse(statuses[before + 1]?.from ?? declaredAt);
}

/** What they are about, each once: "a", "a and b", "a, b and c". */
export function names(causes: readonly Cause[]): string {
  const all = [...new Set(causes.map((one) => one.about))];
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
