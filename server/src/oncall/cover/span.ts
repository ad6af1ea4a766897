/** Stretches of time, their starts included and their ends not, as sets. Lists are ascending and do not touch. */
export interface Span {
  start: Temporal.Instant;
  end: Temporal.Instant;
}

const before = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) < 0;
export const later = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant => (before(a, b) ? b : a);
export const earlier = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant => (before(a, b) ? a : b);

/** Whether there is anything of it. */
export function isSome({ start, end }: Span): boolean {
  return before(start, end);
}

/** What of these spans lies in `within`. */
export function partsWithin(spans: readonly Span[], within: Span): Span[] {
  return spans
    .map(({ start, end }) => ({ start: later(start, within.start), end: earlier(end, within.end) }))
    .filter(isSome);
}

/** What is left of a span when the others are taken out of it. */
export function without(whole: Span, taken: readonly Span[]): Span[] {
  let left = isSome(whole) ? [whole] : [];
  for (const one of taken) {
    left = left.flatMap(({ start, end }) =>
      [
        { start, end: earlier(end, one.start) },
        { start: later(start, one.end), end },
      ].filter(isSome),
    );
  }
  return joined(left);
}

/** The same moments with neighbours and overlaps made one. */
export function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const { start, end } of spans.toSorted((a, b) => Temporal.Instant.compare(a.start, b.start))) {
    const last = result.at(-1);
    if (last && !before(last.end, start)) last.end = later(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

/** Whether every moment of `whole` lies in one of the spans. */
export function covers(spans: readonly Span[], whole: Span): boolean {
  return without(whole, spans).length === 0;
}
