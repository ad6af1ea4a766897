/**
 * Pure: what the rota says, without those who have left. Pages call nobody who has left, so no view may show such a
 * slot as theirs; what they did until then stays theirs.
 */
export interface Slot {
  start: string;
  end: string;
  onCall: string[];
}

export interface CalledSlot extends Slot {
  /** Whom the rota names and nobody calls, since they have left; absent where there is none. */
  left?: string[];
}

/** The segments as pages see them: from the instant at which somebody left on, they are not on call. */
export function called(
  segments: readonly Slot[],
  leftAt: ReadonlyMap<string, Temporal.Instant>,
): CalledSlot[] {
  if (leftAt.size === 0) return [...segments];
  return segments.flatMap((segment) => cutAtLeaving(segment, leftAt)).map((piece) => without(piece, leftAt));
}

/** One piece for each time somebody of it leaves on the way. */
function cutAtLeaving(segment: Slot, leftAt: ReadonlyMap<string, Temporal.Instant>): Slot[] {
  const [start, end] = [Temporal.Instant.from(segment.start), Temporal.Instant.from(segment.end)];
  const cuts = segment.onCall
    .flatMap((person) => leftAt.get(person) ?? [])
    .filter((at) => Temporal.Instant.compare(start, at) < 0 && Temporal.Instant.compare(at, end) < 0)
    .map(String);
  const edges = [segment.start, ...[...new Set(cuts)].toSorted(byTime), segment.end];
  return edges.slice(1).map((until, at) => ({ ...segment, start: edges[at] ?? segment.start, end: until }));
}

function without(piece: Slot, leftAt: ReadonlyMap<string, Temporal.Instant>): CalledSlot {
  const start = Temporal.Instant.from(piece.start);
  const isGone = (person: string) => {
    const at = leftAt.get(person);
    return at !== undefined && Temporal.Instant.compare(at, start) <= 0;
  };
  const left = piece.onCall.filter(isGone);
  return left.length === 0
    ? piece
    : { ...piece, onCall: piece.onCall.filter((person) => !isGone(person)), left };
}

function byTime(a: string, b: string): number {
  return Temporal.Instant.compare(Temporal.Instant.from(a), Temporal.Instant.from(b));
}
