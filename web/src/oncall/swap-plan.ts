/** Pure: what it means to drop a shift of the calendar on another, on a person, or on everybody. */
import type { Segment } from './calendar-layout.ts';

export type Target =
  | { kind: 'shift'; shift: Segment }
  | { kind: 'person'; person: string }
  | { kind: 'anybody' };

export interface Span {
  start: string;
  end: string;
}

export type Plan =
  /** My shift for theirs: one of `people` is asked. */
  | { do: 'swap'; mine: Span; theirs: Span; people: string[] }
  /** Others are asked to take my shift: this person, or with null everybody. */
  | { do: 'ask'; shift: Span; person: string | null }
  /** Somebody takes a shift in place of one of `from`; where that is nobody, a gap is filled. */
  | { do: 'cover'; shift: Span; from: string[]; to: string }
  /** Whoever may change the rota exchanges the shifts of two others. */
  | { do: 'arrange'; one: Span & { people: string[] }; other: Span & { people: string[] } }
  | { do: 'nothing'; why: Why };

export type Why = 'itself' | 'over' | 'begun' | 'gap' | 'both' | 'neither' | 'already' | 'theirs';

interface Asked {
  held: Segment;
  target: Target;
  me: string;
  /** Whether this person may change the rota itself. */
  mayEdit: boolean;
  now: Temporal.Instant;
}

/** What would happen; nothing is decided here that the server does not decide again. */
export function planOf(asked: Asked): Plan {
  const { held, target, now } = asked;
  if (!isAfter(held.end, now)) return nothing('over');
  if (target.kind === 'shift') return betweenShifts(asked, target.shift);
  return toPeople(asked, target.kind === 'person' ? target.person : null);
}

function betweenShifts({ held, me, mayEdit, now }: Asked, over: Segment): Plan {
  if (over.start === held.start) return nothing('itself');
  if (!isAfter(over.end, now)) return nothing('over');
  if (held.onCall.length === 0 || over.onCall.length === 0) return nothing('gap');
  const [heldIsMine, overIsMine] = [held.onCall.includes(me), over.onCall.includes(me)];
  if (heldIsMine && overIsMine) return nothing('both');
  if (!heldIsMine && !overIsMine) {
    if (!mayEdit) return nothing('neither');
    return { do: 'arrange', one: withPeople(held, now), other: withPeople(over, now) };
  }
  const [mine, theirs] = heldIsMine ? [held, over] : [over, held];
  // What somebody else has begun cannot be given in exchange; the rest of one's own can.
  if (!isAfter(theirs.start, now)) return nothing('begun');
  return { do: 'swap', mine: ahead(mine, now), theirs: ahead(theirs, now), people: theirs.onCall };
}

function toPeople({ held, me, mayEdit, now }: Asked, person: string | null): Plan {
  const shift = ahead(held, now);
  const isMine = held.onCall.includes(me);
  if (person !== null && held.onCall.includes(person)) return nothing('already');
  if (isMine) return { do: 'ask', shift, person };
  if (person === null) return nothing('theirs');
  if (person !== me && !mayEdit) return nothing('theirs');
  return { do: 'cover', shift, from: held.onCall, to: person };
}

/** The open request that asks this person for all of a shift that they take; then the rota's team is not needed. */
export function answering<R extends Span & { schedule: string; person: string; forMe: boolean }>(
  plan: Plan,
  schedule: string,
  me: string,
  requests: readonly R[],
): R | undefined {
  if (plan.do !== 'cover' || plan.to !== me) return undefined;
  const { shift, from } = plan;
  return requests.find(
    (one) =>
      one.forMe &&
      one.schedule === schedule &&
      from.includes(one.person) &&
      one.start <= shift.start &&
      shift.end <= one.end,
  );
}

/** What is left of a shift that has begun. */
function ahead({ start, end }: Segment, now: Temporal.Instant): Span {
  return { start: isAfter(start, now) ? start : now.toString({ smallestUnit: 'millisecond' }), end };
}

function withPeople(shift: Segment, now: Temporal.Instant): Span & { people: string[] } {
  return { ...ahead(shift, now), people: shift.onCall };
}

function nothing(why: Why): Plan {
  return { do: 'nothing', why };
}

function isAfter(at: string, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(Temporal.Instant.from(at), now) > 0;
}
