/** How what was agreed after incidents was closed (practice.md 3.2, action closure). Days where it says so. */
import { earlierOf, isBefore } from '../../platform/instants.ts';
import { distributionOf } from './distribution.ts';

interface Fact {
  createdAt: Temporal.Instant;
  dueAt: Temporal.Instant | null;
  doneAt: Temporal.Instant | null;
  cancelledAt: Temporal.Instant | null;
  isOverdue: boolean;
  moves: number;
  effect: string | null;
  recurred: number;
}

interface Share {
  part: number;
  n: number;
}

export interface Closure {
  /** Done by their date, of those due in the period, and in the one as long before it. */
  now: Share;
  before: Share;
  cancelled: number;
  parts: Record<string, number>;
}

/** Of what was cancelled nothing is due any more; it is told how many. What was moved is due by its latest date. */
export function closureOf(
  facts: readonly Fact[],
  { from, until, now }: { from: Temporal.Instant; until: Temporal.Instant; now: Temporal.Instant },
): Closure {
  const kept = facts.filter((one) => one.cancelledAt === null);
  // What is not due yet is neither met nor missed.
  const end = earlierOf(now, until);
  const due = kept.filter((one) => one.dueAt !== null && isBefore(one.dueAt, end));
  const own = due.filter((one) => one.dueAt !== null && !isBefore(one.dueAt, from));
  const open = kept.filter((one) => one.doneAt === null);
  return {
    now: shareOf(own),
    before: shareOf(due.filter((one) => one.dueAt !== null && isBefore(one.dueAt, from))),
    cancelled: facts.length - kept.length,
    parts: {
      open: open.length,
      overdue: open.filter((one) => one.isOverdue).length,
      moved: own.filter((one) => one.moves > 0).length,
      verified: own.filter((one) => one.effect === 'effective').length,
      recurred: own.filter((one) => one.doneAt !== null && one.recurred > 0).length,
      ...agesOf(open.map((one) => one.createdAt.until(now).total('hours') / 24)),
    },
  };
}

/** Nothing with fewer than five. */
function agesOf(days: readonly number[]): Record<string, number> {
  const { p50, p90 } = distributionOf(days);
  return { ...(p50 === null ? {} : { openDaysP50: p50 }), ...(p90 === null ? {} : { openDaysP90: p90 }) };
}

function shareOf(all: readonly Fact[]): Share {
  const inTime = all.filter(({ doneAt, dueAt }) => doneAt && dueAt && !isBefore(dueAt, doneAt));
  return { part: inTime.length, n: all.length };
}
