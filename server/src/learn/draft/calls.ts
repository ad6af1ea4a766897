/** Who was called when, with the clock by which it is night where they live. */
export interface Call {
  person: string;
  at: Temporal.Instant;
  timeZone: string;
  /** Whether people work then, by the same clock. */
  inHours: boolean;
}

/** From seven to ten in the evening nobody is woken. */
export function isAtNight({ at, timeZone }: Pick<Call, 'at' | 'timeZone'>): boolean {
  const { hour } = at.toZonedDateTimeISO(timeZone);
  return hour < 7 || hour >= 22;
}
