/**
 * Pure: where the shifts of a schedule lie in a grid of weeks. Rows are weeks from Monday, a column is a local day,
 * and a day keeps its width when the clocks change: a place inside it is a share of the day's true length.
 */
export interface Segment {
  start: string;
  end: string;
  onCall: string[];
  /** Whom the rota names and nobody calls, since they have left. */
  left?: string[] | undefined;
}

/** One piece of a shift inside one week; `left` and `width` are shares of the row, 0 to 1. */
export interface Bar {
  segment: Segment;
  left: number;
  width: number;
  /** Whether the shift really begins and ends here, or goes on in the neighbouring weeks. */
  begins: boolean;
  ends: boolean;
}

export interface Week {
  days: Temporal.PlainDate[];
  bars: Bar[];
}

export const views = { week: 1, fortnight: 2 } as const;
export type View = keyof typeof views | 'month';

/** The whole weeks that a view shows: from the Monday at or before its first day. */
export function daysOf(from: Temporal.PlainDate, view: View): Temporal.PlainDate[] {
  const first = monday(view === 'month' ? from.with({ day: 1 }) : from);
  const last =
    view === 'month' ? monday(from.with({ day: from.daysInMonth })) : first.add({ weeks: views[view] - 1 });
  const weeks = first.until(last, { largestUnit: 'week' }).weeks + 1;
  return Array.from({ length: weeks * 7 }, (_, day) => first.add({ days: day }));
}

/** Where the same view begins one span earlier or later. */
export function turned(from: Temporal.PlainDate, view: View, by: 1 | -1): Temporal.PlainDate {
  return view === 'month' ? from.with({ day: 1 }).add({ months: by }) : from.add({ weeks: by * views[view] });
}

/** The two instants that the days span in a zone. */
export function spanOf(days: Temporal.PlainDate[], zone: string): { from: string; until: string } {
  const first = days[0];
  const last = days.at(-1);
  if (!first || !last) throw new Error('A calendar has at least one day.');
  return {
    from: instantOf(first, zone).toString(),
    until: instantOf(last.add({ days: 1 }), zone).toString(),
  };
}

/**
 * Two weeks more on each side: the server cuts shifts at the ends of what it is asked for, and a reader wants to know
 * when a shift really begins and ends.
 */
export function widened({ from, until }: { from: string; until: string }): { from: string; until: string } {
  return {
    from: Temporal.Instant.from(from).subtract(margin).toString(),
    until: Temporal.Instant.from(until).add(margin).toString(),
  };
}

const margin = { hours: 14 * 24 };

/** The segments that have a part between two instants. */
export function within(segments: Segment[], { from, until }: { from: string; until: string }): Segment[] {
  const [first, last] = [Temporal.Instant.from(from), Temporal.Instant.from(until)];
  return segments.filter((one) => !isOver(one, first) && isBefore(Temporal.Instant.from(one.start), last));
}

/** Lays the segments out in rows of seven days. */
export function weeksOf(days: Temporal.PlainDate[], segments: Segment[], zone: string): Week[] {
  const weeks: Week[] = [];
  for (let at = 0; at < days.length; at += 7) {
    const row = days.slice(at, at + 7);
    weeks.push({ days: row, bars: segments.flatMap((segment) => barOf(segment, row, zone)) });
  }
  return weeks;
}

/** The shifts that begin on one local day, in order. */
export interface DayOfShifts {
  day: Temporal.PlainDate;
  shifts: Segment[];
}

/** Gathers the segments by the local day on which they begin; days without a beginning are left out. */
export function shiftsByDay(segments: Segment[], zone: string): DayOfShifts[] {
  const days: DayOfShifts[] = [];
  for (const segment of segments) {
    const day = Temporal.Instant.from(segment.start).toZonedDateTimeISO(zone).toPlainDate();
    const last = days.at(-1);
    if (last?.day.equals(day)) last.shifts.push(segment);
    else days.push({ day, shifts: [segment] });
  }
  return days;
}

/** Whether a shift has ended: its end is the first instant that is not its own. */
export function isOver(segment: Segment, now: Temporal.Instant): boolean {
  return !isBefore(now, Temporal.Instant.from(segment.end));
}

/** Where an instant lies in a row of days, 0 to 1; undefined when it lies outside. */
export function placeOf(at: Temporal.Instant, days: Temporal.PlainDate[], zone: string): number | undefined {
  const local = at.toZonedDateTimeISO(zone);
  const column = days.findIndex((day) => day.equals(local.toPlainDate()));
  return column === -1 ? undefined : (column + shareOfDay(local)) / days.length;
}

function barOf(segment: Segment, days: Temporal.PlainDate[], zone: string): Bar[] {
  const { from, until } = spanOf(days, zone);
  const [start, end] = [Temporal.Instant.from(segment.start), Temporal.Instant.from(segment.end)];
  const [rowStart, rowEnd] = [Temporal.Instant.from(from), Temporal.Instant.from(until)];
  if (isBefore(end, rowStart) || end.equals(rowStart) || !isBefore(start, rowEnd)) return [];
  const begins = !isBefore(start, rowStart);
  const ends = !isBefore(rowEnd, end);
  const left = begins ? (placeOf(start, days, zone) ?? 0) : 0;
  const right = ends && isBefore(end, rowEnd) ? (placeOf(end, days, zone) ?? 1) : 1;
  return [{ segment, left, width: right - left, begins, ends }];
}

function shareOfDay(local: Temporal.ZonedDateTime): number {
  const midnight = local.startOfDay();
  const past = local.epochMilliseconds - midnight.epochMilliseconds;
  return past / (local.hoursInDay * 3_600_000);
}

function monday(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.subtract({ days: day.dayOfWeek - 1 });
}

function instantOf(day: Temporal.PlainDate, zone: string): Temporal.Instant {
  return day.toZonedDateTime(zone).toInstant();
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0;
}
