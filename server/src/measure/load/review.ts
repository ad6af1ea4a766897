/**
 * Limits of on-call work (practice.md 3.9, P12, P13): at most two pages in twelve hours, as a rule none; no share far
 * above the others'; at most two disturbed nights, each with its rest; at most a quarter of the time on call; eight
 * people, or six at each of two sites. What is over a limit proposes a review of the rota; nobody is told off. Pure.
 */
import type { OverLimit, PersonLoad, RotaLoad } from '@muster/contract/measure/load';

export const overloadRatio = 1.5;
const mostIn12Hours = 2;
const mostNights = 2;
const mostShare = 0.25;
const fewestPeople = 8;
const fewestAtSite = 6;
/** Whoever was interrupted once or twice carries a large share only because there is so little to share. */
const interruptionsToCount = 3;
/** A median says something of four weeks, not of a few days. */
const daysForMedian = 28;
/** Sites are apart when their clocks are. */
const hoursBetweenSites = 5;

export interface Reviewed extends Pick<RotaLoad, 'people' | 'medianIn12Hours'> {
  days: number;
  /** By how many hours the clock of each person is ahead of UTC. */
  offsets: readonly number[];
}

export function limitsOver({ people, medianIn12Hours, days, offsets }: Reviewed): OverLimit[] {
  const median = days >= daysForMedian ? (medianIn12Hours ?? 0) : 0;
  const quiet = { kind: 'quiet' as const, people: [], value: median, limit: 0 };
  return [
    ...over(people, { kind: 'shift', limit: mostIn12Hours, of: (one) => one.mostIn12Hours }),
    ...(median > quiet.limit ? [quiet] : []),
    ...over(people, { kind: 'ratio', limit: overloadRatio, of: ratioThatCounts }),
    ...over(people, { kind: 'nights', limit: mostNights, of: (one) => one.disturbedNights }),
    ...over(people, { kind: 'rest', limit: 0, of: restsBroken }),
    ...over(people, { kind: 'share', limit: mostShare, of: (one) => one.share }),
    ...fewPeople(offsets),
  ];
}

interface Limit extends Pick<OverLimit, 'kind' | 'limit'> {
  of(one: PersonLoad): number;
}

function over(people: readonly PersonLoad[], { kind, limit, of }: Limit): OverLimit[] {
  const those = people.filter((one) => of(one) > limit);
  if (those.length === 0) return [];
  return [{ kind, people: those.map(({ person }) => person), value: Math.max(...those.map(of)), limit }];
}

function ratioThatCounts({ ratio, interruptions }: PersonLoad): number {
  return interruptions >= interruptionsToCount ? (ratio ?? 0) : 0;
}

function restsBroken({ nights }: PersonLoad): number {
  return nights.filter(({ restKept }) => restKept === false).length;
}

/** Enough are eight at one site, or six at each of two. */
function fewPeople(offsets: readonly number[]): OverLimit[] {
  const [largest = 0, second = 0] = sitesOf(offsets).sort((a, b) => b - a);
  if (largest === 0 || largest >= fewestPeople || second >= fewestAtSite) return [];
  const all = offsets.length;
  const [value, limit] = all < fewestPeople ? [all, fewestPeople] : [second, fewestAtSite];
  return [{ kind: 'people', people: [], value, limit }];
}

/** How many people there are at each site. */
function sitesOf(offsets: readonly number[]): number[] {
  const sizes: number[] = [];
  let before: number | undefined;
  for (const offset of offsets.toSorted((a, b) => a - b)) {
    const isApart = before === undefined || offset - before >= hoursBetweenSites;
    if (isApart) sizes.push(1);
    else sizes.push((sizes.pop() ?? 0) + 1);
    before = offset;
  }
  return sizes;
}
