/** Who was called when, with the clock by which it is night where they live. */
export interface Call {
  person: string;
  at: Temporal.Instant;
  timeZone: string;
}

/** From seven to ten in the evening nobody is woken. */
export function isAtNight({ at, timeZone }: Call): boolean {
  const { hour } = at.toZonedDateTimeISO(timeZone);
  return hour < 7 || hour >= 22;
}

/** Monday to Friday, eight to six. */
export function isInWorkingHours({ at, timeZone }: Call): boolean {
  const { hour, dayOfWeek } = at.toZonedDateTimeISO(timeZone);
  return dayOfWeek <= 5 && hour >= 8 && hour < 18;
}
