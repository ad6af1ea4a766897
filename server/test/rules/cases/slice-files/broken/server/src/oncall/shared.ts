export const b = 1; // CAUGHT
