export const d = 1; // CAUGHT
