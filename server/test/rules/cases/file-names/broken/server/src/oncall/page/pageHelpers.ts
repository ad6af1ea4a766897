export const a = 1; // CAUGHT
