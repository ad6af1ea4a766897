export const startedAt = Temporal.Now.instant(); // CAUGHT
