export const e = 1; // CAUGHT
