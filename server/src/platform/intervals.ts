/** Arithmetic of half-open spans of time (practice.md 3.2), in seconds or milliseconds since 1970: always one of them. Pure. */
export interface Span {
  start: number;
  end: number;
}

export interface Weighted extends Span {
  weight: number;
}

/** The same time as spans that neither touch nor overlap, in order. */
export function union(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const { start, end } of spans.filter(isSome).sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

export function lengthOf(spans: readonly Span[]): number {
  return union(spans).reduce((sum, { start, end }) => sum + end - start, 0);
}

/** What of the spans lies in the period; where nothing does, nothing. */
export function clip<S extends Span>(spans: readonly S[], { start, end }: Span): S[] {
  return spans
    .map((one) => ({ ...one, start: Math.max(one.start, start), end: Math.min(one.end, end) }))
    .filter(isSome);
}

/** What of the spans lies in none of the others. */
export function without<S extends Span>(spans: readonly S[], others: readonly Span[]): S[] {
  const gaps = union(others);
  return spans.flatMap((span) => {
    const rest: S[] = [];
    let from = span.start;
    for (const gap of gaps) {
      if (gap.end <= from || gap.start >= span.end) continue;
      if (gap.start > from) rest.push({ ...span, start: from, end: gap.start });
      from = Math.max(from, gap.end);
    }
    return from < span.end ? [...rest, { ...span, start: from }] : rest;
  });
}

/** Time lost: at each instant the greatest weight of what is open counts, never the sum. */
export function weightedLength(spans: readonly Weighted[]): number {
  const weights = [...new Set(spans.map((one) => one.weight))].filter((one) => one > 0).sort((a, b) => a - b);
  // What is open with at least a weight loses that much more than what is open with at least the one below it.
  return weights.reduce((sum, weight, i) => {
    const more = weight - (weights[i - 1] ?? 0);
    return sum + more * lengthOf(spans.filter((one) => one.weight >= weight));
  }, 0);
}

function isSome({ start, end }: Span): boolean {
  return start < end;
}
