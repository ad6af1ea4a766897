/** An instant as the API writes it: UTC, always with milliseconds. */
export function wireTime(at: Temporal.Instant): string {
  return at.toString({ smallestUnit: 'millisecond' });
}

export function wireTimeOrNull(at: Temporal.Instant | null): string | null {
  return at === null ? null : wireTime(at);
}
