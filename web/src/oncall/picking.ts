/** Pure: which moment of the calendar is meant by a place in it or by a key. */

/** The moment at a share (0 to 1) of a row of days, to the nearest step; days keep their width when clocks change. */
export function momentAt(
  days: readonly Temporal.PlainDate[],
  share: number,
  zone: string,
  stepMinutes: number,
): Temporal.Instant | undefined {
  const place = Math.min(Math.max(share, 0), 1) * days.length;
  const day = days[Math.min(Math.floor(place), days.length - 1)];
  if (!day) return undefined;
  const midnight = day.toZonedDateTime(zone);
  const minutes = (place - days.indexOf(day)) * midnight.hoursInDay * 60;
  return midnight.add({ minutes: Math.round(minutes / stepMinutes) * stepMinutes }).toInstant();
}

/** How fine a pointer can choose in a row of seven days that is so wide: each step has some pixels. */
export function stepFor(widthPx: number): number {
  const pixelsPerHour = widthPx / (7 * 24);
  return [30, 60, 120, 180, 360].find((minutes) => (minutes / 60) * pixelsPerHour >= 5) ?? 720;
}

/** Where a key leads the cursor; undefined for keys that lead nowhere. Days are days of the wall clock. */
export function cursorMoved(at: Temporal.Instant, key: string, zone: string): Temporal.Instant | undefined {
  const days: Record<string, number> = { ArrowUp: -1, ArrowDown: 1, PageUp: -7, PageDown: 7 };
  const by = days[key];
  if (by !== undefined) return at.toZonedDateTimeISO(zone).add({ days: by }).toInstant();
  if (key === 'ArrowLeft') return at.subtract({ hours: 1 });
  return key === 'ArrowRight' ? at.add({ hours: 1 }) : undefined;
}

/** The two moments as a span on the wire, the earlier one first. */
export function ordered(a: Temporal.Instant, b: Temporal.Instant): { start: string; end: string } {
  const [start, end] = Temporal.Instant.compare(a, b) <= 0 ? [a, b] : [b, a];
  const text = (at: Temporal.Instant) => at.toString({ fractionalSecondDigits: 3 });
  return { start: text(start), end: text(end) };
}
