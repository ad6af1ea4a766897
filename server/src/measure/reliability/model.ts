/**
 * The times of one incident as figures ask for them, and what each measure makes of them (practice.md, section 3).
 * A missing end gives no value, never zero; what cannot be is flagged and left out, and every exclusion is counted.
 */
import type { DurationName } from '@muster/contract/measure/measures';
import { clip, lengthOf, type Span, union, without } from '../../platform/intervals.ts';

/** Seconds since 1970; null where nobody knows. */
export type Moment = number | null;

export const moments = [
  'impactStart',
  'firstSignal',
  'detected',
  'declared',
  'firstPageSent',
  'acknowledged',
  'commanderSet',
  'firstInternalNotice',
  'firstPublicNotice',
  'mitigated',
  'impactEnd',
  'resolved',
  'closed',
] as const;
export type MomentName = (typeof moments)[number];

export interface ImpactSpan {
  start: number;
  /** Null while it lasts. */
  end: Moment;
  level: 'degraded' | 'partial' | 'major';
  /** How much was lost, where somebody stated it; otherwise the rule says what its level weighs. */
  weight: number | null;
  services: readonly string[];
}

export interface Facts {
  ref: string;
  kind: 'real' | 'drill' | 'retroactive';
  isCancelled: boolean;
  isMergedAway: boolean;
  needsPublicNotice: boolean;
  times: Readonly<Partial<Record<MomentName, Moment>>>;
  impacts: readonly ImpactSpan[];
  /** Spans in which the response was paused, and in which it was resolved before it came back. */
  pauses: readonly Span[];
  closedGaps: readonly Span[];
  /** Seconds of everybody who was there, together; null where nobody was noted. */
  personSeconds: number | null;
}

export type Measured =
  | { seconds: number }
  /** Not over yet when it was resolved: more than this. */
  | { censoredAt: number }
  | { earlyBy: number }
  /** `shown`: what it would be, where that cannot be. */
  | { excluded: string; shown?: number };

const longestNoticeLag = 7 * 86_400;

/** Why an incident is in no figure at all; null for one that counts. */
export function whyExcluded({ kind, isCancelled, isMergedAway }: Facts): string | null {
  if (kind === 'drill') return 'drill';
  if (isCancelled) return 'cancelled';
  return isMergedAway ? 'merged' : null;
}

/** One measure of one incident; null for one that says nothing about incidents of its kind. */
export function measure(name: DurationName, facts: Facts): Measured | null {
  const why = whyExcluded(facts);
  // Rehearsals have a figure of their own, in which nothing else is.
  if (name === 'drills')
    return facts.kind === 'drill'
      ? unless(whyExcluded({ ...facts, kind: 'real' }), () => activeTime(facts))
      : null;
  return unless(why, () => measures[name](facts));
}

function unless(why: string | null, measured: () => Measured): Measured {
  return why === null ? measured() : { excluded: why };
}

const measures: Readonly<Record<Exclude<DurationName, 'drills'>, (facts: Facts) => Measured>> = {
  ttd: ({ times }) => {
    const { impactStart, detected } = times;
    if (isKnown(impactStart) && isKnown(detected) && detected < impactStart)
      return { earlyBy: impactStart - detected };
    return between(impactStart, detected);
  },
  'declare-delay': ({ times }) => between(times.firstSignal, times.declared),
  tta: (facts) =>
    live(facts, () => {
      const { firstPageSent, acknowledged, resolved } = facts.times;
      if (isKnown(firstPageSent) && !isKnown(acknowledged) && isKnown(resolved))
        return { censoredAt: resolved - firstPageSent };
      return between(firstPageSent, acknowledged);
    }),
  ttn: (facts) => noticed(facts, facts.times.impactStart),
  'notice-delay': (facts) => noticed(facts, facts.times.declared),
  ttm: ({ times }) => between(times.impactStart, times.mitigated),
  ttr: ({ times, impacts, closedGaps }) => {
    const repair = between(times.acknowledged, times.resolved);
    if (!('seconds' in repair)) return repair;
    const hurting = impacts.map(({ start, end }) => ({ start, end: end ?? Infinity }));
    return { seconds: repair.seconds - lengthOf(without(closedGaps, hurting)) };
  },
  'first-restore': ({ impacts }) => restored(impacts, (impact) => impact.firstRestore),
  ttrestore: ({ times }) => between(times.impactStart, times.impactEnd),
  'impact-time': ({ impacts }) => restored(impacts, (impact) => impact.seconds),
  'active-time': activeTime,
  coordination: (facts) =>
    live(facts, () =>
      facts.personSeconds === null
        ? { excluded: 'nobody was noted' }
        : facts.times.resolved
          ? { seconds: facts.personSeconds }
          : { excluded: 'time unknown' },
    ),
};

/** What was measured, as one number or as the reason why there is none, with what is shown all the same. */
export function toldOf(measured: Measured): {
  seconds: number | null;
  why: string | null;
  shown: number | null;
} {
  if ('seconds' in measured) return { seconds: measured.seconds, why: null, shown: null };
  if ('censoredAt' in measured)
    return { seconds: null, why: 'never acknowledged', shown: measured.censoredAt };
  if ('earlyBy' in measured) return { seconds: null, why: 'signal before impact', shown: measured.earlyBy };
  return { seconds: null, why: measured.excluded, shown: measured.shown ?? null };
}

function activeTime({ times, pauses, closedGaps }: Facts): Measured {
  const { declared, resolved } = times;
  const all = between(declared, resolved);
  if (!('seconds' in all) || !isKnown(declared) || !isKnown(resolved)) return all;
  const idle = clip([...pauses, ...closedGaps], { start: declared, end: resolved });
  return { seconds: all.seconds - lengthOf(idle) };
}

function noticed({ times, needsPublicNotice }: Facts, since: Moment | undefined): Measured {
  if (!needsPublicNotice) return { excluded: 'no public notice needed' };
  const lag = between(since, times.firstPublicNotice);
  return 'seconds' in lag && lag.seconds > longestNoticeLag
    ? { excluded: 'implausible', shown: lag.seconds }
    : lag;
}

/** Nothing is known of what still hurts. */
function restored(
  impacts: readonly ImpactSpan[],
  told: (impact: ReturnType<typeof impactOf>) => number | null,
): Measured {
  const seconds = impacts.some((one) => one.end === null) ? null : told(impactOf(impacts, 0));
  return seconds === null || impacts.length === 0 ? { excluded: 'time unknown' } : { seconds };
}

/** What was written down afterwards tells nothing about how people answered (practice.md 3.5). */
function live({ kind }: Facts, measured: () => Measured): Measured {
  return kind === 'retroactive' ? { excluded: 'retroactive' } : measured();
}

function between(start: Moment | undefined, end: Moment | undefined): Measured {
  if (!isKnown(start) || !isKnown(end)) return { excluded: 'time unknown' };
  const seconds = end - start;
  return seconds < 0 ? { excluded: 'implausible', shown: seconds } : { seconds };
}

function isKnown(moment: Moment | undefined): moment is number {
  return moment !== null && moment !== undefined;
}

/** How long customers were hurt, and until the first and the last time that they were not. */
export function impactOf(impacts: readonly ImpactSpan[], now: number) {
  // What lasts is hurting up to now.
  const spans = union(impacts.map(({ start, end }) => ({ start, end: end ?? now })));
  const [first] = spans;
  const last = spans.at(-1);
  return {
    seconds: lengthOf(spans),
    firstRestore: first ? first.end - first.start : null,
    finalRestore: first && last ? last.end - first.start : null,
  };
}

/**
 * The survivor of a merge takes the earliest beginnings of all and keeps its own end; the records that were merged
 * into it leave the counts, so that unmerging gives everything back.
 */
export function survivor(facts: Facts, absorbed: readonly Facts[]): Facts {
  const all = [facts, ...absorbed];
  const times = { ...facts.times };
  for (const name of ['impactStart', 'firstSignal', 'detected', 'firstPageSent'] as const) {
    const known = all.map((one) => one.times[name]).filter(isKnown);
    if (known.length > 0) times[name] = Math.min(...known);
  }
  return { ...facts, times, impacts: all.flatMap((one) => one.impacts) };
}
