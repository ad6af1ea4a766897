/** Pure: the four weeks that end with a day, as the address names it. */

const days = 28;

export interface FourWeeks {
  from: string;
  until: string;
}

/** From midnight to the midnight after `day` in the zone; nothing for what is no day. */
export function fourWeeksUntil(day: string, zone: string): FourWeeks | undefined {
  try {
    const end = Temporal.PlainDate.from(day).add({ days: 1 });
    const at = (date: Temporal.PlainDate) =>
      date.toZonedDateTime(zone).toInstant().toString({ smallestUnit: 'millisecond' });
    return { from: at(end.subtract({ days })), until: at(end) };
  } catch {
    return undefined;
  }
}

/** The day that ends the four weeks before (-1) or after (1). */
export function stepped(day: string, by: -1 | 1): string {
  return Temporal.PlainDate.from(day)
    .add({ days: by * days })
    .toString();
}
