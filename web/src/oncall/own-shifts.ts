/** A stretch in which somebody is on call on one schedule. */
export interface OwnShift {
  schedule: string;
  start: string;
  end: string;
}

/** Pure: stretches of one schedule that meet are one shift, whoever else comes and goes meanwhile; by their start. */
export function joinedShifts(segments: readonly OwnShift[]): OwnShift[] {
  const result: OwnShift[] = [];
  for (const { schedule, start, end } of segments.toSorted((a, b) => a.start.localeCompare(b.start))) {
    const before = result.find((one) => one.schedule === schedule && one.end === start);
    if (before) before.end = end;
    else result.push({ schedule, start, end });
  }
  return result;
}

/** A clock time of the form of date-time fields, in a zone. */
export function fieldTime(at: string, zone: string): string {
  return Temporal.Instant.from(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
}

/** The instant of such a clock time; empty when it is none. */
export function instantOfField(local: string, zone: string): string {
  try {
    return Temporal.PlainDateTime.from(local)
      .toZonedDateTime(zone)
      .toInstant()
      .toString({ smallestUnit: 'millisecond' });
  } catch {
    return '';
  }
}

/** Whole days in a zone as instants, both days included; undefined when they are none or the wrong way round. */
export function wholeDays(
  first: string,
  last: string,
  zone: string,
): { start: string; end: string } | undefined {
  try {
    const days = [Temporal.PlainDate.from(first), Temporal.PlainDate.from(last)] as const;
    if (Temporal.PlainDate.compare(...days) > 0) return undefined;
    const textAt = (day: Temporal.PlainDate) =>
      day.toZonedDateTime(zone).toInstant().toString({ smallestUnit: 'millisecond' });
    return { start: textAt(days[0]), end: textAt(days[1].add({ days: 1 })) };
  } catch {
    return undefined;
  }
}
