export const start = (now: Temporal.Instant, iso: string) => [now, new Date(iso)];
